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
export { earlyLearningMethod } from "./early-learning-method.ts";
export { EarlyLearningMethodOptions } from "./early-learning-method-options.ts";
export {
  isRobustTrainingError,
  RobustTrainingError,
  type RobustTrainingErrorCode,
  type RobustTrainingErrorDetails,
} from "./errors.ts";
export { smallLoss } from "./small-loss.ts";
export { SmallLossOptions } from "./small-loss-options.ts";
