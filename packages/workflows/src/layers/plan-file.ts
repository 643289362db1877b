import { FreezeRule, PlannedTuning } from "@undercoat/layer-analysis/options";
import * as z from "zod";

const Difference = z.strictObject({
  mean: z.number(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
  verdict: z.enum(["above", "below", "cannot tell"]),
});

/** One rule with one number of patches, measured. */
const CheckedRule = z.strictObject({
  rule: FreezeRule,
  patches: z.int(),
  /** Score on the validation windows, one per seed; shares of 1. */
  validation: z.array(z.number()),
  /** Score on the test windows, which no choice looked at. */
  test: z.array(z.number()),
  /** Score of the chosen rule minus that of this one on the validation windows, paired over seeds. */
  regret: Difference,
  /** The same on the test windows: honest, because the choice did not see them. */
  testRegret: Difference,
});

/** What measuring plans found. */
export const PlanCheck = z.strictObject({
  score: z.enum(["averagePrecision", "iou", "bestIou"]),
  seeds: z.array(z.int()),
  rows: z.array(CheckedRule),
  /** By number of patches: the rule with the best mean on the validation windows. */
  chosen: z.array(z.strictObject({ patches: z.int(), rule: FreezeRule })),
  /** In plain words: what the recommended plan loses, and whether all or none is as good. */
  findings: z.array(z.string()),
});
/** What measuring plans found, see the schema. */
export type PlanCheck = z.output<typeof PlanCheck>;

/** A file that "undercoat layers plan" writes and `finetune.plan` takes. */
export const LayerPlanFile = z.strictObject({
  schemaVersion: z.literal(1),
  kind: z.literal("freeze-plan"),
  /** The rule that was asked for or chosen. */
  rule: FreezeRule,
  /** Whether it was chosen by measuring. */
  measured: z.boolean(),
  /** The noisy pretraining it is for. */
  pretraining: z.string(),
  patches: z.int(),
  tuning: PlannedTuning,
  reasons: z.array(z.strictObject({ group: z.string(), action: z.string(), reason: z.string() })),
  check: PlanCheck.nullable(),
  notes: z.array(z.string()),
});
/** A freeze plan as a file, see the schema. */
export type LayerPlanFile = z.output<typeof LayerPlanFile>;
