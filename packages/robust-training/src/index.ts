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

export { coTeaching } from "./co-teaching.ts";
export { CoTeachingOptions } from "./co-teaching-options.ts";
export { confidenceSelection } from "./confidence-selection.ts";
export { ConfidenceSelectionOptions } from "./confidence-selection-options.ts";
export { cutMix } from "./cut-mix.ts";
export { CutMixOptions } from "./cut-mix-options.ts";
export { earlyLearningMethod } from "./early-learning-method.ts";
export { EarlyLearningMethodOptions } from "./early-learning-method-options.ts";
export {
  isRobustTrainingError,
  RobustTrainingError,
  type RobustTrainingErrorCode,
  type RobustTrainingErrorDetails,
} from "./errors.ts";
export type { MakePeer } from "./internal/peer.ts";
export { jointAgreement } from "./joint-agreement.ts";
export { JointAgreementOptions } from "./joint-agreement-options.ts";
export { MethodName, MethodOptions, methodNameOf } from "./method-options.ts";
export { mixup } from "./mixup.ts";
export { MixupOptions } from "./mixup-options.ts";
export { type MethodTraining, type NamedMethod, namedMethod } from "./named-method.ts";
export { objectCorrection } from "./object-correction.ts";
export { ObjectCorrectionOptions } from "./object-correction-options.ts";
export { type ProgressiveStopping, progressiveStopping } from "./progressive-stopping.ts";
export { ProgressiveStoppingOptions } from "./progressive-stopping-options.ts";
export { smallLoss } from "./small-loss.ts";
export { SmallLossOptions } from "./small-loss-options.ts";
