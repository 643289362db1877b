import type { Loss } from "@undercoat/segmentation";
import { missedProbability, surprise } from "./internal/label-term.ts";
import { pixelMean, weightedTerms } from "./internal/pixel-mean.ts";
import { softmaxLoss } from "./internal/softmax-loss.ts";
import { SymmetricCrossEntropyOptions } from "./symmetric-cross-entropy-options.ts";

/**
 * Symmetric cross-entropy (SCE): the mean of alpha · (-ln p) + beta · (-ln clip) · (1 - p), where p is the probability
 * of the label. The second part is cross-entropy with label and prediction exchanged.
 *
 * @throws {LossesError} `SHAPE_MISMATCH` from `evaluate`.
 * @see {@link https://arxiv.org/abs/1908.06112 | Wang et al., ICCV 2019}
 *
 * @example
 * ```ts
 * const loss = symmetricCrossEntropy({ alpha: 0.1, beta: 1 });
 * ```
 */
export function symmetricCrossEntropy(options: SymmetricCrossEntropyOptions = {}): Loss {
  const parsed = SymmetricCrossEntropyOptions.parse(options);
  const { alpha, beta, clip } = parsed;
  const both = weightedTerms([
    [alpha, surprise],
    [beta, missedProbability(-Math.log(clip))],
  ]);
  return softmaxLoss("symmetric-cross-entropy", parsed, pixelMean(both));
}
