/**
 * Option schemas of the losses, without TensorFlow.js.
 *
 * @example
 * ```ts
 * import { DiceOptions } from "@undercoat/losses/options";
 *
 * const options = DiceOptions.parse({ classes: "all" });
 * ```
 *
 * @packageDocumentation
 */
export { CrossEntropyDiceOptions } from "./cross-entropy-dice-options.ts";
export { CrossEntropyOptions } from "./cross-entropy-options.ts";
export { DiceOptions } from "./dice-options.ts";
export { EarlyLearningMemoryOptions, EarlyLearningOptions } from "./early-learning-options.ts";
export { FocalOptions } from "./focal-options.ts";
export { GeneralisedCrossEntropyOptions } from "./generalised-cross-entropy-options.ts";
export { HardBootstrappingOptions } from "./hard-bootstrapping-options.ts";
export { JaccardOptions } from "./jaccard-options.ts";
export { JensenShannonOptions } from "./jensen-shannon-options.ts";
export { LossName, LossOptions } from "./loss-options.ts";
export { LovaszOptions } from "./lovasz-options.ts";
export { MeanAbsoluteErrorOptions } from "./mean-absolute-error-options.ts";
export { NoiseRobustDiceOptions } from "./noise-robust-dice-options.ts";
export { NormalisedCrossEntropyOptions } from "./normalised-cross-entropy-options.ts";
export { SoftBootstrappingOptions } from "./soft-bootstrapping-options.ts";
export { SymmetricCrossEntropyOptions } from "./symmetric-cross-entropy-options.ts";
export { TLossOptions } from "./t-loss-options.ts";
export { TransitionOptions } from "./transition-options.ts";
export { TverskyOptions } from "./tversky-options.ts";
