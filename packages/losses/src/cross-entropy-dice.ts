import type { Loss } from "@undercoat/segmentation";
import { crossEntropy } from "./cross-entropy.ts";
import { CrossEntropyDiceOptions } from "./cross-entropy-dice-options.ts";
import { dice } from "./dice.ts";
import { sumOfLosses } from "./sum-of-losses.ts";

/**
 * Cross-entropy plus Dice, both unweighted: the loss of noisy pretraining. By default Dice is the mean
 * over the classes present in the batch.
 *
 * @example
 * ```ts
 * const loss = crossEntropyDice({ dice: { classes: "all" } });
 * ```
 */
export function crossEntropyDice(options: CrossEntropyDiceOptions = {}): Loss {
  const parsed = CrossEntropyDiceOptions.parse(options);
  const sum = sumOfLosses([crossEntropy(parsed.crossEntropy), dice(parsed.dice)]);
  return { ...sum, name: "cross-entropy-dice", options: parsed };
}
