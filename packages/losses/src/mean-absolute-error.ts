import type { Loss } from "@undercoat/segmentation";
import { missedProbability } from "./internal/label-term.ts";
import { pixelMean } from "./internal/pixel-mean.ts";
import { softmaxLoss } from "./internal/softmax-loss.ts";
import { MeanAbsoluteErrorOptions } from "./mean-absolute-error-options.ts";

/**
 * Mean absolute error (MAE): the mean of 1 - p, where p is the probability of the label; half of Σ abs(onehot - p).
 *
 * Symmetric noise does not move its minimum, but it learns slowly where the label is improbable.
 *
 * @throws {LossesError} `SHAPE_MISMATCH` from `evaluate`.
 * @see {@link https://arxiv.org/abs/1712.09482 | Ghosh et al., AAAI 2017}
 *
 * @example
 * ```ts
 * const loss = meanAbsoluteError();
 * ```
 */
export function meanAbsoluteError(options: MeanAbsoluteErrorOptions = {}): Loss {
  const parsed = MeanAbsoluteErrorOptions.parse(options);
  return softmaxLoss("mean-absolute-error", parsed, pixelMean(missedProbability(1)));
}
