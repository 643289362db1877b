import type { ResolvedConfig } from "../config/run-config.ts";

/** What a reader must know before believing the numbers of a run. The report says the same by its own rules. */
export function warningsOf(config: ResolvedConfig): string[] {
  const count = config.seeds.length;
  const few =
    count === 1
      ? ["One seed proves nothing: no interval, and luck decides the sign."]
      : count < 5
        ? [`${count} seeds are a first look: intervals are wide, and an effect that is there may not show.`]
        : [];
  const many =
    "The intervals are not corrected for the number of comparisons: of twenty without effect, one is expected to look like one.";
  return [...few, ...budgetNotes(config), many];
}

/** The budget in one line, and what the run left out that a reader would miss. */
export function budgetNotes({ pretrain, finetune, pretrainings, data }: ResolvedConfig): string[] {
  const hasControl = Object.values(pretrainings).some(({ role }) => role === "control");
  const control = hasControl
    ? []
    : ["No permuted control was run: a gain over random does not prove that the labels helped."];
  const budget = `Budget: ${pretrain.steps} pretraining steps of ${pretrain.batchSize} × ${pretrain.patchSize}² pixels, ${finetune.steps} fine-tuning steps on ${finetune.patches} clean patches.`;
  const isFromElsewhere = Object.values(pretrainings).some(({ role }) => role === "external");
  const normalisation =
    isFromElsewhere && data.normalisation === "pretraining-windows"
      ? [
          "The weights trained elsewhere saw images normalised by statistics of these windows, not by their own: with data.normalisation set to theirs they may do better.",
        ]
      : [];
  return [...control, ...normalisation, budget];
}
