import type { ResolvedConfig } from "../config/run-config.ts";

/** What a reader must know before believing the numbers of a run. */
export function warningsOf(config: ResolvedConfig): string[] {
  const { seeds, pretrain, finetune } = config;
  const count = seeds.length;
  const few =
    count === 1
      ? ["One seed proves nothing: no interval, and luck decides the sign."]
      : count < 5
        ? [`${count} seeds are a first look: intervals are wide, and an effect that is there may not show.`]
        : [];
  const hasControl = Object.values(config.pretrainings).some(({ role }) => role === "control");
  const control = hasControl
    ? []
    : ["No permuted control was run: a gain over random does not prove that the labels helped."];
  const budget = `Budget: ${pretrain.steps} pretraining steps of ${pretrain.batchSize} × ${pretrain.patchSize}² pixels, ${finetune.steps} fine-tuning steps on ${finetune.patches} clean patches.`;
  const many =
    "The intervals are not corrected for the number of comparisons: of twenty without effect, one is expected to look like one.";
  return [...few, ...control, budget, many];
}
