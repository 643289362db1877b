import { assertPairs } from "./internal/checks.ts";
import { mean } from "./mean.ts";
import { standardError } from "./standard-error.ts";
import { type Interval, tInterval } from "./t-interval.ts";

/** The mean of `a − b` over pairs, and what it allows to say. */
export interface PairedDifference {
  /** Mean of `a − b`. */
  readonly mean: number;
  /** Null for a single pair. */
  readonly standardError: number | null;
  /** Student's t interval of the mean difference; null for a single pair. */
  readonly interval: Interval | null;
  /** Number of pairs. */
  readonly n: number;
  /** `"above"` if the whole interval lies above 0, `"below"` if below, else `"cannot tell"`. */
  readonly verdict: "above" | "below" | "cannot tell";
}

/**
 * Compares two arms that ran with the same seeds: the mean of `a − b`, pair by pair, with its t interval.
 *
 * @remarks One comparison. For several, lower the level, or adjust p-values with {@link holm}.
 * @throws {StatisticsError} `LENGTH_MISMATCH`, `EMPTY_INPUT`, `VALUE_NOT_FINITE`, `OUTSIDE_RANGE`.
 *
 * @example
 * ```ts
 * const { mean, interval, verdict } = pairedDifference([0.61, 0.63, 0.6], [0.55, 0.58, 0.56]);
 * ```
 */
export function pairedDifference(a: readonly number[], b: readonly number[], level = 0.95): PairedDifference {
  assertPairs(a, b);
  const differences = a.map((value, index) => value - b[index]!);
  const interval = tInterval(differences, level);
  return {
    mean: mean(differences),
    standardError: standardError(differences),
    interval,
    n: differences.length,
    verdict: verdictOf(interval),
  };
}

function verdictOf(interval: Interval | null): PairedDifference["verdict"] {
  if (interval !== null && interval[0] > 0) return "above";
  if (interval !== null && interval[1] < 0) return "below";
  return "cannot tell";
}
