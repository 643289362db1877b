import * as z from "zod";
import { CrossEntropyOptions } from "./cross-entropy-options.ts";
import { DiceOptions } from "./dice-options.ts";

/** Options of `crossEntropyDice`. */
export const CrossEntropyDiceOptions = z.strictObject({
  crossEntropy: CrossEntropyOptions.prefault({}),
  dice: DiceOptions.prefault({}),
});
export type CrossEntropyDiceOptions = z.input<typeof CrossEntropyDiceOptions>;
