import type { Loss } from "@undercoat/segmentation";
import { DiceOptions } from "./dice-options.ts";
import { diceTerm } from "./internal/dice-term.ts";
import { softmaxLoss } from "./internal/softmax-loss.ts";

/**
 * Soft Dice loss: the mean over classes of 1 - (2I + s) / max(S + Y + s, epsilon), where per class I sums
 * the probabilities at its labels, S all its probabilities and Y its labels, over the pixels that count.
 *
 * A label that is neither a class of the logits nor 255 makes the loss NaN.
 *
 * @throws {LossesError} `SHAPE_MISMATCH` or `CLASS_COUNT_MISMATCH` from `evaluate`.
 * @see {@link https://arxiv.org/abs/1606.04797 | Milletari et al., 3DV 2016}
 *
 * @example
 * ```ts
 * const ours = dice(); // over the classes present in the batch
 * const smp = dice({ classes: "all", epsilon: 2e-7 });
 * ```
 */
export function dice(options: DiceOptions = {}): Loss {
  const parsed = DiceOptions.parse(options);
  return softmaxLoss("dice", parsed, diceTerm(parsed));
}
