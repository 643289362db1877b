/**
 * Option schemas of the methods, without TensorFlow.js.
 *
 * @example
 * ```ts
 * import { SmallLossOptions } from "@undercoat/robust-training/options";
 *
 * const options = SmallLossOptions.parse({ noiseRate: 0.3 });
 * ```
 *
 * @packageDocumentation
 */
export { EarlyLearningMethodOptions } from "./early-learning-method-options.ts";
export { SmallLossOptions } from "./small-loss-options.ts";
