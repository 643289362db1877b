import type { PlannedTuning } from "@undercoat/layer-analysis/options";
import type { LayerStudyConfig } from "./layer-study-config.ts";

/** The keys that plans and studies lean on. */
interface PlanKeys {
  readonly modes: readonly string[];
  readonly pretrainings: Readonly<Record<string, { readonly modes?: readonly string[] | undefined }>>;
  readonly finetune: { readonly plan?: PlannedTuning | undefined };
  readonly pretrain: { readonly steps: number };
  readonly layers: { readonly study?: LayerStudyConfig | undefined };
  readonly checkpointEvery: number;
  readonly keepCheckpoints?: { readonly every: number } | undefined;
}

/** What the mode `planned` and layer studies need of other keys. */
export function checkPlans(
  config: PlanKeys,
  complain: (path: (string | number)[], message: string) => void,
): void {
  const asked = [config.modes, ...Object.values(config.pretrainings).map(({ modes }) => modes ?? [])].flat();
  if (asked.includes("planned") && config.finetune.plan === undefined)
    complain(
      ["finetune", "plan"],
      'is missing, but the mode "planned" needs it; name a file of "undercoat layers plan"',
    );
  const { every = 0 } = config.keepCheckpoints ?? {};
  if (every % config.checkpointEvery !== 0)
    complain(
      ["keepCheckpoints", "every"],
      `is ${every}, expected a multiple of checkpointEvery (${config.checkpointEvery}); change one of them`,
    );
  for (const step of config.layers.study?.steps ?? [])
    if (step >= config.pretrain.steps || step % config.checkpointEvery !== 0)
      complain(
        ["layers", "study", "steps"],
        `holds ${step}, expected multiples of checkpointEvery (${config.checkpointEvery}) below pretrain.steps (${config.pretrain.steps})`,
      );
}
