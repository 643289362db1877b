/**
 * Cross-entropy, Dice and their sum, with ignored pixels and named reductions.
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
export { crossEntropy } from "./cross-entropy.ts";
export { crossEntropyDice } from "./cross-entropy-dice.ts";
export { CrossEntropyDiceOptions } from "./cross-entropy-dice-options.ts";
export { CrossEntropyOptions } from "./cross-entropy-options.ts";
export { dice } from "./dice.ts";
export { DiceOptions } from "./dice-options.ts";
export { isLossesError, LossesError, type LossesErrorCode, type LossesErrorDetails } from "./errors.ts";
export { sumOfLosses, type WeightedLoss } from "./sum-of-losses.ts";
