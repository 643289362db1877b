import { assertPairs } from "./internal/checks.ts";
import { pearsonCorrelation } from "./pearson-correlation.ts";
import { ranks } from "./ranks.ts";
import { studentTCdf } from "./student-t-cdf.ts";

/** Spearman's rank correlation; null where undefined. */
export interface SpearmanCorrelation {
  readonly rho: number | null;
  /** Two-sided, by Student's t with n − 2 degrees of freedom; null for fewer than 3 pairs. */
  readonly p: number | null;
}

/**
 * Spearman's rank correlation: Pearson's of the {@link ranks}. `rho` is null where one of the two is constant.
 *
 * @remarks The p-value is an approximation that is poor below about ten pairs.
 * @throws {StatisticsError} `LENGTH_MISMATCH`, `EMPTY_INPUT`, `VALUE_NOT_FINITE`.
 */
export function spearmanCorrelation(x: readonly number[], y: readonly number[]): SpearmanCorrelation {
  assertPairs(x, y);
  const rho = pearsonCorrelation(ranks(x), ranks(y));
  const degrees = x.length - 2;
  if (rho === null || degrees < 1) return { rho, p: null };
  const t = Math.abs(rho) * Math.sqrt(degrees / ((1 + rho) * (1 - rho)));
  return { rho, p: 2 * studentTCdf(-t, degrees) };
}
