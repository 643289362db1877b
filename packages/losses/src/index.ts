/**
 * Segmentation losses, plain and noise-robust, with ignored pixels, named reductions and exact gradients.
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs-core";
 * import { crossEntropyDice } from "@undercoat/losses";
 *
 * const loss = crossEntropyDice();
 * const logits = tf.zeros<tf.Rank.R4>([1, 2, 2, 3]);
 * const labels = tf.tensor3d([0, 2, 255, 1], [1, 2, 2], "int32");
 * const value = loss.evaluate(logits, labels);
 * ```
 *
 * @packageDocumentation
 */
export { backwardCorrection } from "./backward-correction.ts";
export { crossEntropy } from "./cross-entropy.ts";
export { crossEntropyDice } from "./cross-entropy-dice.ts";
export { CrossEntropyDiceOptions } from "./cross-entropy-dice-options.ts";
export { CrossEntropyOptions } from "./cross-entropy-options.ts";
export { dice } from "./dice.ts";
export { DiceOptions } from "./dice-options.ts";
export {
  type EarlyLearningEvaluateOptions,
  type EarlyLearningLoss,
  earlyLearning,
} from "./early-learning.ts";
export { createEarlyLearningMemory, type EarlyLearningMemory } from "./early-learning-memory.ts";
export { EarlyLearningMemoryOptions, EarlyLearningOptions } from "./early-learning-options.ts";
export { isLossesError, LossesError, type LossesErrorCode, type LossesErrorDetails } from "./errors.ts";
export { focal } from "./focal.ts";
export { FocalOptions } from "./focal-options.ts";
export { forwardCorrection } from "./forward-correction.ts";
export { generalisedCrossEntropy } from "./generalised-cross-entropy.ts";
export { GeneralisedCrossEntropyOptions } from "./generalised-cross-entropy-options.ts";
export { hardBootstrapping } from "./hard-bootstrapping.ts";
export { HardBootstrappingOptions } from "./hard-bootstrapping-options.ts";
export { jaccard } from "./jaccard.ts";
export { JaccardOptions } from "./jaccard-options.ts";
export { jensenShannon } from "./jensen-shannon.ts";
export { JensenShannonOptions } from "./jensen-shannon-options.ts";
export { LossName, LossOptions } from "./loss-options.ts";
export { type LossPhase, type LossSchedule, lossSchedule } from "./loss-schedule.ts";
export { lovasz } from "./lovasz.ts";
export { LovaszOptions } from "./lovasz-options.ts";
export { meanAbsoluteError } from "./mean-absolute-error.ts";
export { MeanAbsoluteErrorOptions } from "./mean-absolute-error-options.ts";
export type { MultiViewLoss } from "./multi-view-loss.ts";
export { namedLoss } from "./named-loss.ts";
export { noiseRobustDice } from "./noise-robust-dice.ts";
export { NoiseRobustDiceOptions } from "./noise-robust-dice-options.ts";
export { normalisedCrossEntropy } from "./normalised-cross-entropy.ts";
export { NormalisedCrossEntropyOptions } from "./normalised-cross-entropy-options.ts";
export { softBootstrapping } from "./soft-bootstrapping.ts";
export { SoftBootstrappingOptions } from "./soft-bootstrapping-options.ts";
export { sumOfLosses, type WeightedLoss } from "./sum-of-losses.ts";
export { symmetricCrossEntropy } from "./symmetric-cross-entropy.ts";
export { SymmetricCrossEntropyOptions } from "./symmetric-cross-entropy-options.ts";
export { type TLoss, type TLossEvaluateOptions, tLoss } from "./t-loss.ts";
export { TLossOptions } from "./t-loss-options.ts";
export { TransitionOptions } from "./transition-options.ts";
export { tversky } from "./tversky.ts";
export { TverskyOptions } from "./tversky-options.ts";
