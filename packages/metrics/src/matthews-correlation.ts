import type { ConfusionCounts } from "./confusion-matrix.ts";
import { classMargins } from "./internal/margins.ts";

/**
 * Matthews correlation for any number of classes (R_K); 0 where one map holds a single class,
 * null without a valid pixel.
 *
 * @see {@link https://doi.org/10.1016/j.compbiolchem.2004.09.006 | Gorodkin 2004}
 */
export function matthewsCorrelation(confusion: ConfusionCounts): number | null {
  const margins = classMargins(confusion);
  const sumOf = (value: (one: (typeof margins)[number]) => number) =>
    margins.reduce((sum, one) => sum + value(one), 0);
  const total = sumOf((one) => one.reference);
  if (total === 0) return null;
  const covariance = sumOf((one) => one.hits) * total - sumOf((one) => one.reference * one.predicted);
  const referenceSpread = total ** 2 - sumOf((one) => one.reference ** 2);
  const predictedSpread = total ** 2 - sumOf((one) => one.predicted ** 2);
  const spread = Math.sqrt(referenceSpread) * Math.sqrt(predictedSpread);
  return spread === 0 ? 0 : covariance / spread;
}
