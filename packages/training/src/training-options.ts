import * as z from "zod";
import { AveragingOptions, OptimizerOptions } from "./optimizer-options.ts";
import { ScheduleOptions } from "./schedule-options.ts";

const Share = z.number().min(0, "must be at least 0").lt(1, "must be below 1");

/** The numbers of one training; config files and the command derive from it. */
export const TrainingOptions = z.strictObject({
  /** Optimiser steps (weight updates), at least 1. */
  steps: z.int("must be a whole number").min(1, "must be at least 1"),
  /** Learning rate of the first step after the warm-up, above 0. */
  learningRate: z.number("must be a number").positive("must be above 0"),
  /** Patches per step; the batch source cuts them. */
  batchSize: z.int("must be a whole number").min(1, "must be at least 1").default(8),
  /** `"cosine"`: half a cosine down to 0 over all steps. `"constant"`: no change. Others: `ScheduleOptions`. */
  schedule: ScheduleOptions.default("cosine"),
  /** Steps over which the learning rate rises linearly before the schedule starts. */
  warmUpSteps: z.int("must be a whole number").min(0, "must be at least 0").default(0),
  /** `"adam"`, `"adamw"` with decoupled weight decay, `"sgd"`, or one with numbers of its own. */
  optimizer: OptimizerOptions.default("adam"),
  /** Decay of the running means of the gradient and of its square. */
  betas: z.tuple([Share, Share]).default([0.9, 0.999]),
  /** Added to the root of the second moment. */
  epsilon: z.number("must be a number").positive("must be above 0").default(1e-8),
  /** Weight decay: added to the gradient for `"adam"` and `"sgd"`, taken from the weight for `"adamw"`. */
  weightDecay: z.number("must be a number").min(0, "must be at least 0").default(0),
  /** `"kernels"`: biases and normalisation, which have one axis, do not decay. */
  weightDecayOf: z.enum(["all", "kernels"]).default("all"),
  /** Longest gradient over all trained tensors; longer ones are scaled down. `null`: no limit. */
  clipNorm: z.number("must be a number").positive("must be above 0").nullable().default(null),
  /** Largest absolute value of a number of the gradient, cut before `clipNorm` is applied. `null`: no limit. */
  clipValue: z.number("must be a number").positive("must be above 0").nullable().default(null),
  /** Batches per step: their gradients are averaged before the one update. */
  accumulate: z.int("must be a whole number").min(1, "must be at least 1").default(1),
  /** Learning rates fall by this factor from each layer group to the one before it, from the head to the input. */
  layerDecay: z.number("must be a number").gt(0, "must be above 0").max(1, "must be at most 1").default(1),
  /** Averages the weights over the training. `null`: the last weights count. */
  averaging: AveragingOptions.nullable().default(null),
  /** Steps between two checkpoints; 0: none but the one written at an interruption. */
  checkpointEvery: z.int("must be a whole number").min(0, "must be at least 0").default(0),
  /**
   * A compiled step keeps the weights to itself; every so many steps they are copied into the model. 0: only
   * for checkpoints and at the end, which is faster, but a model looked at in between is an old one.
   */
  syncEvery: z.int("must be a whole number").min(0, "must be at least 0").default(1),
});
/** What {@link TrainingOptions} accepts. */
export type TrainingOptions = z.input<typeof TrainingOptions>;
