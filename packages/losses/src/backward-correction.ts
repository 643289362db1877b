import type { Loss } from "@undercoat/segmentation";
import { pixelMean } from "./internal/pixel-mean.ts";
import { softmaxLoss } from "./internal/softmax-loss.ts";
import { targetTerm } from "./internal/target-term.ts";
import { inverseOf, rowOfLabel } from "./internal/transition-rows.ts";
import { TransitionOptions } from "./transition-options.ts";

/**
 * Backward correction: the mean of Σ_j T⁻¹[label][j] · (-ln p(j)), which over the noise has the expectation of
 * cross-entropy on clean labels. It may be negative and has no lower end; forward correction trains better.
 *
 * @throws {LossesError} `SINGULAR_MATRIX` if T has no inverse; from `evaluate`, `SHAPE_MISMATCH`, or
 *   `CLASS_COUNT_MISMATCH` for a matrix of another size.
 * @see {@link https://arxiv.org/abs/1609.03683 | Patrini et al., CVPR 2017}
 *
 * @example
 * ```ts
 * const loss = backwardCorrection({ transitionMatrix: [[0.9, 0.1], [0.3, 0.7]] });
 * ```
 */
export function backwardCorrection(options: TransitionOptions): Loss {
  const parsed = TransitionOptions.parse(options);
  const inverse = inverseOf(parsed.transitionMatrix);
  const term = targetTerm((_rows, { oneHot }) => rowOfLabel(oneHot, inverse));
  return softmaxLoss("backward-correction", parsed, pixelMean(term));
}
