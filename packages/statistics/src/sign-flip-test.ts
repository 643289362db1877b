import { StatisticsError } from "./errors.ts";
import { assertPairs, assertResamples } from "./internal/checks.ts";
import { mean } from "./mean.ts";
import type { PairedTTestOptions } from "./paired-t-test.ts";
import type { RandomSource } from "./random-source.ts";

/** Options of {@link signFlipTest}. */
export interface SignFlipTestOptions {
  /** What is claimed of the mean of `a − b`. Default: `"two-sided"`, that it is not 0. */
  readonly alternative?: NonNullable<PairedTTestOptions["alternative"]>;
  /** Needed above 20 pairs, where signs are drawn instead of listed. */
  readonly rng?: RandomSource;
  /** Signs drawn above 20 pairs. Default: 9999. */
  readonly resamples?: number;
}

/** A permutation test over the signs of differences. */
export interface SignFlipTest {
  /** Mean of `a − b`. */
  readonly mean: number;
  readonly p: number;
  /** Whether every choice of signs was looked at. */
  readonly isExact: boolean;
}

/** 2^20 choices of signs are listed in milliseconds. */
const EXACT_UP_TO = 20;
/** Sums that differ by rounding only count as equal. */
const ROUNDING = 1e-12;

/**
 * Permutation test of the mean of `a − b` over pairs: how often random signs of the differences give a mean as far from 0.
 * It asks only that each difference is as likely with either sign.
 *
 * @remarks With drawn signs, `p = (1 + as far) / (1 + resamples)`, so that it is never 0.
 * @throws {StatisticsError} `LENGTH_MISMATCH`, `EMPTY_INPUT`, `VALUE_NOT_FINITE`; `OUTSIDE_RANGE` above 20 pairs without `rng`.
 * @see {@link https://doi.org/10.2202/1544-6115.1585 | Phipson & Smyth 2010}
 *
 * @example
 * ```ts
 * const { p } = signFlipTest([0.61, 0.63, 0.6, 0.64, 0.62], [0.55, 0.58, 0.56, 0.57, 0.58]); // 2 / 32
 * ```
 */
export function signFlipTest(
  a: readonly number[],
  b: readonly number[],
  { alternative = "two-sided", rng, resamples = 9999 }: SignFlipTestOptions = {},
): SignFlipTest {
  assertPairs(a, b);
  const differences = a.map((value, index) => value - b[index]!);
  const centre = mean(differences);
  const slack = ROUNDING * differences.reduce((sum, value) => sum + Math.abs(value), 0);
  const observed = differences.reduce((sum, value) => sum + value, 0);
  const isAsFar = (sum: number) => {
    if (alternative === "less") return sum <= observed + slack;
    if (alternative === "greater") return sum >= observed - slack;
    return Math.abs(sum) >= Math.abs(observed) - slack;
  };
  if (differences.length <= EXACT_UP_TO)
    return {
      mean: centre,
      p: countSigns(differences, isAsFar, 0, 0) / 2 ** differences.length,
      isExact: true,
    };
  assertResamples(resamples);
  const random = rng ?? refuseWithoutRng(differences.length);
  let asFar = 1;
  for (let draw = 0; draw < resamples; draw++)
    if (isAsFar(differences.reduce((sum, value) => sum + (random.int(2) === 0 ? value : -value), 0)))
      asFar += 1;
  return { mean: centre, p: asFar / (1 + resamples), isExact: false };
}

function countSigns(
  differences: readonly number[],
  isAsFar: (sum: number) => boolean,
  at: number,
  sum: number,
): number {
  if (at === differences.length) return isAsFar(sum) ? 1 : 0;
  const size = differences[at]!;
  return (
    countSigns(differences, isAsFar, at + 1, sum + size) +
    countSigns(differences, isAsFar, at + 1, sum - size)
  );
}

function refuseWithoutRng(pairs: number): never {
  throw new StatisticsError("OUTSIDE_RANGE", {
    message: `${pairs} pairs have too many signs to list (more than ${EXACT_UP_TO} pairs), and no rng was given to draw them; pass rng`,
    context: { pairs },
  });
}
