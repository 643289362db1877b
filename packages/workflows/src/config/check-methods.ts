import { type MethodOptions, methodNameOf } from "@undercoat/robust-training/options";

/** The keys that methods lean on. */
interface MethodKeys {
  readonly data: { readonly scheme: { readonly classes: readonly { readonly name: string }[] } };
  readonly pretrain: {
    readonly method?: MethodOptions | undefined;
    readonly freezePlan?: object | undefined;
  };
  readonly finetune: { readonly method?: MethodOptions | undefined };
  readonly pretrainings: Readonly<Record<string, { readonly method?: MethodOptions | null | undefined }>>;
}

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
    const isStopping = methodNameOf(method) === "progressive-stopping";
    if (isStopping && path[0] === "finetune")
      complain(
        [...path],
        '"progressive-stopping" freezes layers by itself, but in the fine-tuning the mode does; use it in a pretraining',
      );
    else if (isStopping && pretrain.freezePlan !== undefined)
      complain(
        [...path],
        '"progressive-stopping" freezes layers by itself, so "pretrain.freezePlan" must be left out; leave out one of them',
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
