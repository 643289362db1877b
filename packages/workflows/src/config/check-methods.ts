import { type MethodOptions, methodNameOf } from "@undercoat/robust-training/options";

/** The keys that methods lean on. */
interface MethodKeys {
  readonly data: { readonly scheme: { readonly classes: readonly { readonly name: string }[] } };
  readonly pretrain: {
    readonly method?: MethodOptions | undefined;
    readonly freezePlan?: object | undefined;
    readonly freezeSchedule?: object | undefined;
    readonly batchSize: number;
  };
  readonly finetune: { readonly method?: MethodOptions | undefined; readonly batchSize: number };
  readonly pretrainings: Readonly<Record<string, { readonly method?: MethodOptions | null | undefined }>>;
}

/** Methods with a second network. */
const PEERS: readonly string[] = ["co-teaching", "joint-agreement"];
/** Methods that mix patches of a batch. */
const MIXING: readonly string[] = ["mixup", "cutmix"];

/** What the methods for noisy labels need of other keys. */
export function checkMethods(
  { data, pretrain, finetune, pretrainings }: MethodKeys,
  complain: (path: (string | number)[], message: string) => void,
): void {
  const own = Object.entries(pretrainings).map(
    ([name, { method }]) => [["pretrainings", name, "method"], method] as const,
  );
  const count = data.scheme.classes.length;
  for (const [path, method] of [
    ...own,
    [["pretrain", "method"], pretrain.method] as const,
    [["finetune", "method"], finetune.method] as const,
  ]) {
    if (method === undefined || method === null) continue;
    const name = methodNameOf(method);
    const isStopping = name === "progressive-stopping";
    const stage = path[0] === "finetune" ? finetune : pretrain;
    if (PEERS.includes(name) && path[0] === "finetune")
      complain(
        [...path],
        `"${name}" trains two networks from their first weights, but a fine-tuning begins with one that was pretrained; use it in a pretraining`,
      );
    else if (PEERS.includes(name) && (pretrain.freezePlan ?? pretrain.freezeSchedule) !== undefined)
      complain(
        [...path],
        `"${name}" trains two whole networks, so nothing may be frozen; leave out what freezes in "pretrain"`,
      );
    if (MIXING.includes(name) && stage.batchSize < 2)
      complain([...path], `"${name}" mixes two patches of a batch, but batchSize is 1; raise it`);
    if (isStopping && path[0] === "finetune")
      complain(
        [...path],
        '"progressive-stopping" freezes layers by itself, but in the fine-tuning the mode does; use it in a pretraining',
      );
    else if (isStopping && (pretrain.freezePlan ?? pretrain.freezeSchedule) !== undefined)
      complain(
        [...path],
        `"progressive-stopping" freezes layers by itself, so "pretrain.${pretrain.freezePlan === undefined ? "freezeSchedule" : "freezePlan"}" must be left out; leave out one of them`,
      );
    if (
      typeof method === "object" &&
      method.name === "object-correction" &&
      (method.background ?? 0) >= count
    )
      complain(
        [...path, "background"],
        `is ${method.background}, but the scheme has ${count} classes; give the index of one, from 0 to ${count - 1}`,
      );
  }
}
