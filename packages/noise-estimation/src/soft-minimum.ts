import { NoiseEstimationError } from "./errors.ts";

/**
 * A soft minimum of scores, `Σ s · softmax((1 − s) / T)`: near the lowest score for a small temperature T, the mean
 * for a large one. NaN scores (ignored pixels) are left out.
 *
 * @returns null where no score is left.
 * @throws {NoiseEstimationError} `OPTIONS_REFUSED` if the temperature is not above 0.
 * @see {@link https://arxiv.org/abs/2307.05080 | Lad & Mueller 2023}
 *
 * @example
 * ```ts
 * const patchScore = softMinimum(pixelQuality(patch), 0.1);
 * ```
 */
export function softMinimum(scores: ArrayLike<number>, temperature = 0.1): number | null {
  if (!(temperature > 0 && Number.isFinite(temperature))) {
    throw new NoiseEstimationError("OPTIONS_REFUSED", {
      message: `temperature is ${temperature}, expected a number above 0; 0.1 is usual`,
      context: { temperature },
    });
  }
  let lowest = Number.POSITIVE_INFINITY;
  for (let at = 0; at < scores.length; at++) if (scores[at]! < lowest) lowest = scores[at]!;
  if (lowest === Number.POSITIVE_INFINITY) return null;
  let weights = 0;
  let weighted = 0;
  for (let at = 0; at < scores.length; at++) {
    const score = scores[at]!;
    if (Number.isNaN(score)) continue;
    const weight = Math.exp((lowest - score) / temperature); // relative to the largest weight: no overflow
    weights += weight;
    weighted += weight * score;
  }
  return weighted / weights;
}
