import type { ConfidentJoint } from "./confident-joint.ts";

/** The noise that a joint of clean and noisy classes means. Nothing is clipped: what is undefined is null. */
export interface NoiseModel {
  /** Share of pixels whose label is not their clean class. */
  readonly noiseRate: number;
  /** `prior[i]`: share of pixels of clean class i. */
  readonly prior: readonly number[];
  /** `transitionMatrix[i][j]` = P(noisy = j | clean = i), rows sum to 1; null for a class that no pixel has. */
  readonly transitionMatrix: readonly (readonly number[] | null)[];
  /** `1 − transitionMatrix[i][i]`: share of clean class i that got another label. */
  readonly noiseRateOfClean: readonly (number | null)[];
  /** Share of the pixels labelled j that are of another class. */
  readonly noiseRateOfLabelled: readonly (number | null)[];
}

/**
 * Latent prior, transition matrix and noise rates of a joint: sums and quotients of its counts.
 *
 * @param joint - `counts[clean][noisy]`, from {@link confidentJoint} or from clean–noisy pairs.
 * @see {@link https://arxiv.org/abs/1609.03683 | Patrini et al., CVPR 2017} for the orientation; cleanlab's
 *   `noise_matrix` is the transpose of `transitionMatrix`.
 *
 * @example
 * ```ts
 * const { noiseRate } = noiseModel({ counts: [[90, 10], [20, 80]] }); // 0.15
 * ```
 */
export function noiseModel({ counts }: Pick<ConfidentJoint, "counts">): NoiseModel {
  const cleanTotals = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const noisyTotals = counts.map((_, noisy) => counts.reduce((sum, row) => sum + row[noisy]!, 0));
  const total = cleanTotals.reduce((sum, count) => sum + count, 0);
  const right = counts.reduce((sum, row, index) => sum + row[index]!, 0);
  const wrongShare = (totals: readonly number[]) =>
    totals.map((count, index) => (count === 0 ? null : 1 - counts[index]![index]! / count));
  return Object.freeze({
    noiseRate: 1 - right / total,
    prior: cleanTotals.map((count) => count / total),
    transitionMatrix: counts.map((row, clean) =>
      cleanTotals[clean] === 0 ? null : row.map((count) => count / cleanTotals[clean]!),
    ),
    noiseRateOfClean: wrongShare(cleanTotals),
    noiseRateOfLabelled: wrongShare(noisyTotals),
  });
}
