import { type PretextOptions, pretextNameOf } from "@undercoat/self-supervised/options";

/** The keys that tasks without labels lean on. */
interface PretextKeys {
  readonly pretrain: { readonly batchSize: number };
  readonly pretrainings: Readonly<Record<string, { readonly pretext?: PretextOptions | undefined }>>;
}

/** Fewest patches in a batch of the tasks that see half of it twice. */
const LEAST_PATCHES: Readonly<Record<string, number>> = { "pixel-barlow-twins": 2, "sim-siam": 8 };

/** What the tasks without labels need of the batches of the pretraining. */
export function checkPretexts(
  { pretrain: { batchSize }, pretrainings }: PretextKeys,
  complain: (path: (string | number)[], message: string) => void,
): void {
  for (const [name, { pretext }] of Object.entries(pretrainings)) {
    if (pretext === undefined) continue;
    const task = pretextNameOf(pretext);
    const least = LEAST_PATCHES[task];
    if (least === undefined || (batchSize % 2 === 0 && batchSize >= least)) continue;
    complain(
      ["pretrainings", name, "pretext"],
      `"${task}" needs an even pretrain.batchSize from ${least}, but it is ${batchSize}; change it, for all pretrainings`,
    );
  }
}
