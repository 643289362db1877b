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
