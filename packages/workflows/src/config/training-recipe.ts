import { AveragingOptions, OptimizerOptions, ScheduleOptions } from "@undercoat/training/options";
import * as z from "zod";

const FreezePlan = z.record(
  z.string(),
  z.union([z.literal("frozen"), z.strictObject({ lrScale: z.number().positive() })], {
    error: '"frozen" or { lrScale: a number above 0 }',
  }),
);

/** The schedule of a stage; a run validates nothing while it trains, so that no score could lower a rate. */
export const StageSchedule = ScheduleOptions.refine(
  (schedule) => (typeof schedule === "string" ? schedule : schedule.name) !== "plateau",
  '"plateau" follows a validation, which a run has not; choose another schedule',
);

/**
 * What a stage may say about its training beyond steps and rate. Every key may be left out, and then is not part of the
 * config: runs from before a key existed go on. What leaving it out means: `TrainingOptions` of `@undercoat/training`.
 */
export const trainingRecipe = {
  /** `adam` (default), `adamw`, `sgd`, or `{ name: sgd, momentum: 0.9, nesterov: true }`. */
  optimizer: OptimizerOptions.optional(),
  /** Steps over which the learning rate rises first. */
  warmUpSteps: z.int().min(0).optional(),
  weightDecay: z.number().min(0).optional(),
  /** `kernels`: biases and normalisation do not decay. */
  weightDecayOf: z.enum(["all", "kernels"]).optional(),
  /** Longest gradient over all tensors. */
  clipNorm: z.number().positive().optional(),
  /** Largest absolute value in a gradient. */
  clipValue: z.number().positive().optional(),
  /** Batches per step. */
  accumulate: z.int().min(1).optional(),
  /** Factor of the learning rate from each layer group to the one before it. */
  layerDecay: z.number().gt(0).max(1).optional(),
  /** `{ kind: ema, decay: 0.999 }` or `{ kind: swa, fromStep: 400 }`: the stage ends with averaged weights. */
  averaging: AveragingOptions.optional(),
  /** Layer group or prefix → `frozen` or `{ lrScale: 0.1 }`. In the mode `frozen` the encoder is frozen whatever this says. */
  freezePlan: FreezePlan.optional(),
};
/** The keys of {@link trainingRecipe} that a stage gave. */
export type TrainingRecipe = z.output<z.ZodObject<typeof trainingRecipe>>;
