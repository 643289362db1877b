/**
 * The option schemas of `@undercoat/training`, without TensorFlow.js.
 *
 * @example
 * ```ts
 * import { TrainingOptions } from "@undercoat/training/options";
 *
 * const { schedule } = TrainingOptions.parse({ steps: 100, learningRate: 0.003 }); // "cosine"
 * ```
 *
 * @packageDocumentation
 */
export { CheckpointRetention } from "./checkpoint-retention.ts";
export { AveragingOptions, OptimizerOptions } from "./optimizer-options.ts";
export { PlateauOptions, ScheduleOptions } from "./schedule-options.ts";
export { TrainingOptions } from "./training-options.ts";
