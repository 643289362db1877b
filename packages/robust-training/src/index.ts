/**
 * Ways of learning from noisy labels, as methods of the training loop of `@undercoat/training`.
 *
 * @example
 * ```ts
 * import { smallLoss } from "@undercoat/robust-training";
 *
 * const method = smallLoss({ noiseRate: 0.3 }); // for the option `method` of `fit`
 * ```
 *
 * @packageDocumentation
 */

export { confidenceSelection } from "./confidence-selection.ts";
export { ConfidenceSelectionOptions } from "./confidence-selection-options.ts";
export { earlyLearningMethod } from "./early-learning-method.ts";
export { EarlyLearningMethodOptions } from "./early-learning-method-options.ts";
export {
  isRobustTrainingError,
  RobustTrainingError,
  type RobustTrainingErrorCode,
  type RobustTrainingErrorDetails,
} from "./errors.ts";
export { MethodName, MethodOptions, methodNameOf } from "./method-options.ts";
export { type NamedMethod, namedMethod } from "./named-method.ts";
export { objectCorrection } from "./object-correction.ts";
export { ObjectCorrectionOptions } from "./object-correction-options.ts";
export { type ProgressiveStopping, progressiveStopping } from "./progressive-stopping.ts";
export { ProgressiveStoppingOptions } from "./progressive-stopping-options.ts";
export { smallLoss } from "./small-loss.ts";
export { SmallLossOptions } from "./small-loss-options.ts";
