import { assertPairs } from "./internal/checks.ts";
import { signedRanks } from "./internal/signed-ranks.ts";
import { gammaRatio } from "./internal/student-tail.ts";
import { mean } from "./mean.ts";
import { standardDeviation } from "./standard-deviation.ts";

/** How large a paired difference is, beside how sure it is. */
export interface PairedEffectSize {
  /** Mean of `a − b` over its standard deviation, d_z; null for one pair, or where all differences are equal. */
  readonly cohensD: number | null;
  /** `cohensD` without its bias in small samples; null for fewer than 3 pairs. */
  readonly hedgesG: number | null;
  /** (R₊ − R₋) / (R₊ + R₋) of the signed ranks, −1 to 1; null where no pair differs. */
  readonly rankBiserial: number | null;
  /** Share of the pairs with a > b; pairs without a difference count half. */
  readonly superiority: number;
}

/**
 * Effect sizes of a paired comparison.
 *
 * @throws {StatisticsError} `LENGTH_MISMATCH`, `EMPTY_INPUT`, `VALUE_NOT_FINITE`.
 * @see {@link https://doi.org/10.3389/fpsyg.2013.00863 | Lakens 2013}, {@link https://doi.org/10.2466/11.IT.3.1 | Kerby 2014}
 *
 * @example
 * ```ts
 * const { cohensD, rankBiserial } = pairedEffectSize([0.61, 0.63, 0.6], [0.55, 0.58, 0.56]);
 * ```
 */
export function pairedEffectSize(a: readonly number[], b: readonly number[]): PairedEffectSize {
  assertPairs(a, b);
  const differences = a.map((value, index) => value - b[index]!);
  const deviation = standardDeviation(differences);
  const cohensD = deviation === null || deviation === 0 ? null : mean(differences) / deviation;
  const degrees = differences.length - 1;
  const { positiveRanks, negativeRanks } = signedRanks(differences, "leave-out");
  const all = positiveRanks + negativeRanks;
  const won = differences.reduce((sum, value) => sum + (value > 0 ? 1 : value === 0 ? 0.5 : 0), 0);
  return {
    cohensD,
    hedgesG: cohensD === null || degrees < 2 ? null : cohensD * unbiasing(degrees),
    rankBiserial: all === 0 ? null : (positiveRanks - negativeRanks) / all,
    superiority: won / differences.length,
  };
}

/** Γ(ν/2) / (√(ν/2) · Γ((ν − 1)/2)). */
function unbiasing(degrees: number): number {
  return gammaRatio((degrees - 1) / 2) / Math.sqrt(degrees / 2);
}
