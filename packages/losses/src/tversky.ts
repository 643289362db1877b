import type { Loss } from "@undercoat/segmentation";
import { softmaxLoss } from "./internal/softmax-loss.ts";
import { tverskyTerm } from "./internal/tversky-term.ts";
import { TverskyOptions } from "./tversky-options.ts";

/**
 * Tversky loss: the mean over classes of (1 - (I + s) / max(I + alpha FP + beta FN + s, epsilon))^gamma, where per
 * class I sums the probabilities at its labels, FP its probabilities elsewhere and FN what its labels lack. A beta
 * above alpha punishes omission more than commission.
 *
 * Both weights at 1/2 are Dice, at 1 Jaccard. A label that is neither a class of the logits nor 255 makes it NaN.
 *
 * @remarks With a gamma below 1 the slope has no end where a loss is 0; below a loss of 1e-7 it stays as it is there.
 * @throws {LossesError} `SHAPE_MISMATCH` or `CLASS_COUNT_MISMATCH` from `evaluate`.
 * @see {@link https://arxiv.org/abs/1706.05721 | Salehi et al., MLMI 2017}
 * @see {@link https://arxiv.org/abs/1810.07842 | Abraham and Khan, ISBI 2019}, of the focal form
 *
 * @example
 * ```ts
 * const loss = tversky({ falsePositives: 0.3, falseNegatives: 0.7 });
 * const focalTversky = tversky({ gamma: 0.75 });
 * ```
 */
export function tversky(options: TverskyOptions = {}): Loss {
  const parsed = TverskyOptions.parse(options);
  return softmaxLoss("tversky", parsed, tverskyTerm(parsed));
}
