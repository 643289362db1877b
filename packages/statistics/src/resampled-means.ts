import { mean } from "./mean.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { studentTQuantile } from "./student-t-quantile.ts";

/**
 * What resampled means are moved from the mean by: plain resampling of n units makes intervals too narrow by the ratio of
 * Student's t to the normal quantile, and by √(n / (n − 1)).
 *
 * @param units - Number of units, such as seeds; 0 is given below 2.
 * @param level - Of the intervals, between 0 and 1.
 * @throws {StatisticsError} `OUTSIDE_RANGE`
 */
export function resampleWidening(units: number, level: number): number {
  if (units < 2) return 0;
  const probability = (1 + level) / 2;
  const small = studentTQuantile(probability, units - 1) / normalQuantile(probability);
  return small * Math.sqrt(units / (units - 1));
}

/**
 * The mean of the drawn units in every sample, moved away from the mean of all by `widening`.
 *
 * @param samples - `samples[i][j]`: the j-th unit in the i-th sample.
 * @param drawn - Indices of units, drawn with replacement.
 *
 * @example
 * ```ts
 * resampledMeans([[0.5, 0.7]], [1, 1], resampleWidening(2, 0.95));
 * ```
 */
export function resampledMeans(
  samples: readonly (readonly number[])[],
  drawn: readonly number[],
  widening: number,
): number[] {
  return samples.map((units) => {
    const middle = mean(units);
    return middle + widening * (mean(drawn.map((unit) => units[unit]!)) - middle);
  });
}
