import { assertPairs, assertProbability } from "./internal/checks.ts";
import { mean } from "./mean.ts";
import { standardError } from "./standard-error.ts";
import { studentTCdf } from "./student-t-cdf.ts";
import { studentTQuantile } from "./student-t-quantile.ts";
import type { Interval } from "./t-interval.ts";

/** Options of {@link pairedTTest}. */
export interface PairedTTestOptions {
  /** What is claimed of the mean of `a − b`. Default: `"two-sided"`, that it is not 0. */
  readonly alternative?: "two-sided" | "greater" | "less";
  /** Level of the interval. Default: 0.95. */
  readonly level?: number;
}

/** Student's t-test on pairs. All but the degrees of freedom are null where every difference is 0, or for a single pair. */
export interface PairedTTest {
  readonly t: number | null;
  readonly degreesOfFreedom: number;
  readonly p: number | null;
  /** Of the mean difference; one end is infinite for a one-sided alternative. */
  readonly interval: Interval | null;
}

/**
 * Student's t-test of the mean of `a − b` over pairs.
 *
 * @throws {StatisticsError} `LENGTH_MISMATCH`, `EMPTY_INPUT`, `VALUE_NOT_FINITE`, `OUTSIDE_RANGE`.
 */
export function pairedTTest(
  a: readonly number[],
  b: readonly number[],
  { alternative = "two-sided", level = 0.95 }: PairedTTestOptions = {},
): PairedTTest {
  assertPairs(a, b);
  assertProbability(level, "level");
  const differences = a.map((value, index) => value - b[index]!);
  const degreesOfFreedom = differences.length - 1;
  const centre = mean(differences);
  const error = standardError(differences);
  if (error === null || (error === 0 && centre === 0)) {
    return { t: null, degreesOfFreedom, p: null, interval: null };
  }
  const t = centre / error;
  const tail = alternative === "two-sided" ? 0.5 + level / 2 : level;
  const half = studentTQuantile(tail, degreesOfFreedom) * error;
  return {
    t,
    degreesOfFreedom,
    p: pValue(t, degreesOfFreedom, alternative),
    interval: [
      alternative === "less" ? Number.NEGATIVE_INFINITY : centre - half,
      alternative === "greater" ? Number.POSITIVE_INFINITY : centre + half,
    ],
  };
}

function pValue(
  t: number,
  degrees: number,
  alternative: NonNullable<PairedTTestOptions["alternative"]>,
): number {
  if (alternative === "less") return studentTCdf(t, degrees);
  if (alternative === "greater") return studentTCdf(-t, degrees);
  return 2 * studentTCdf(-Math.abs(t), degrees);
}
