import { AveragingOptions, OptimizerOptions, ScheduleOptions } from "@undercoat/training/options";
import * as z from "zod";

const FreezePlan = z.record(
  z.string(),
  z.union([z.literal("frozen"), z.strictObject({ lrScale: z.number().positive() })], {
    error: '"frozen" or { lrScale: a number above 0 }',
  }),
);

const Steps = z.int().min(1);
const [ScheduleName, NamedSchedule] = ScheduleOptions.options;
const [constant, cosine, periodic, restarts, step, multiStep, polynomial, oneCycle, plateau] =
  NamedSchedule.options;

/** `plateau` of a stage: its options, and over how many steps the loss is averaged. */
export const StagePlateau = plateau.omit({ mode: true }).extend({ every: Steps.default(50) });

/**
 * The schedule of a stage. A run validates nothing while it trains, so that `plateau` follows the loss: its mean over
 * `every` steps is the score, and `patience` and `cooldown` count such means.
 */
export const StageSchedule = z.union([
  ScheduleName,
  z.discriminatedUnion("name", [
    constant,
    cosine,
    periodic,
    restarts,
    step,
    multiStep,
    polynomial,
    oneCycle,
    StagePlateau,
  ]),
]);
/** A schedule of a stage, as parsed. */
export type StageSchedule = z.output<typeof StageSchedule>;

/** What is frozen when: by a name, or phase by phase. */
const FreezeScheduleConfig = z.union([
  z.discriminatedUnion("name", [
    /** The encoder is unfrozen from its output to its input, one layer group every `every` steps. */
    z.strictObject({ name: z.literal("gradual"), every: Steps }),
    /** Decoder and head alone for `probeSteps`, then all, the encoder at `lrScale` of the rate. */
    z.strictObject({
      name: z.literal("linear-probe"),
      probeSteps: Steps,
      lrScale: z.number().positive().default(1),
    }),
  ]),
  /** Freeze plans and the steps done when each begins to hold; the first begins with 0. */
  z.array(z.strictObject({ fromStep: z.int().min(0), plan: FreezePlan })).min(1),
]);
/** What a stage says of its freeze plans by step. */
export type FreezeScheduleConfig = z.output<typeof FreezeScheduleConfig>;

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
  /** Freeze plans by step, instead of `freezePlan`: `{ name: gradual, every: 50 }`, `{ name: linear-probe, probeSteps: 50 }`, or a list. Not of the modes `frozen` and `planned`. */
  freezeSchedule: FreezeScheduleConfig.optional(),
};
/** The keys of {@link trainingRecipe} that a stage gave. */
export type TrainingRecipe = z.output<z.ZodObject<typeof trainingRecipe>>;
