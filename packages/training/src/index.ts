/**
 * A seeded training loop as an async iterable, with optimisers, schedules, freezing and exact resume.
 *
 * @example
 * ```ts
 * import { type FitOptions, fit } from "@undercoat/training";
 *
 * const options: Omit<FitOptions, "loss"> = { steps: 200, learningRate: 3e-3, freezePlan: { encoder: "frozen" } };
 * for await (const { step, loss } of fit(model, batches, { ...options, loss: crossEntropyDice() })) {
 *   record({ step, loss });
 * }
 * ```
 *
 * @packageDocumentation
 */
export {
  type AdamOptions,
  type AdamSlots,
  adamSlots,
  adamUpdateInto,
  clipScale,
  type FloatArray,
} from "./adam.ts";
export { emaDecayAt, emaInto, meanInto } from "./averages.ts";
export { decodeCheckpoint, encodeCheckpoint } from "./checkpoint.ts";
export { type CheckpointFolder, checkpointFolder } from "./checkpoint-folder.ts";
export { CheckpointRetention } from "./checkpoint-retention.ts";
export {
  isTrainingError,
  TrainingError,
  type TrainingErrorCode,
  type TrainingErrorDetails,
} from "./errors.ts";
export { fit } from "./fit.ts";
export type { FitOptions, ScheduledLoss } from "./fit-options.ts";
export {
  type FreezePhase,
  type FreezeSchedule,
  freezePhaseAt,
  gradualUnfreezing,
  linearProbeThenFinetune,
} from "./freeze-schedule.ts";
export { type LearningRatePlan, learningRateAt } from "./learning-rate-at.ts";
export {
  AveragingOptions,
  type NamedOptimizer,
  namedOptimizer,
  OptimizerOptions,
} from "./optimizer-options.ts";
export { type PlateauState, plateauAfter, plateauStart } from "./plateau.ts";
export { type NamedSchedule, namedSchedule, PlateauOptions, ScheduleOptions } from "./schedule-options.ts";
export { type SgdOptions, sgdUpdateInto } from "./sgd.ts";
export type { StepReport } from "./step-report.ts";
export type {
  Companion,
  MethodInputs,
  MethodMoment,
  MethodState,
  MethodTerms,
  PreparedBatch,
  RunningMethod,
  TrainingMethod,
} from "./training-method.ts";
export { TrainingOptions } from "./training-options.ts";
export type { FrozenProof, TrainingResult } from "./training-result.ts";
export type { StoredTensor, TrainingSettings, TrainingState } from "./training-state.ts";
export type { Validation } from "./validation.ts";
