import { StatisticsError } from "./errors.ts";
import { assertSample } from "./internal/checks.ts";

/**
 * The value below which a share of a sample lies, interpolated linearly between its neighbours: NumPy's default.
 *
 * @throws {StatisticsError} `EMPTY_INPUT`, `VALUE_NOT_FINITE`; `OUTSIDE_RANGE` if the share is not from 0 to 1.
 *
 * @example
 * ```ts
 * quantile([4, 1, 3, 2], 0.5); // 2.5
 * ```
 */
export function quantile(values: readonly number[], share: number): number {
  assertSample(values);
  if (!(share >= 0 && share <= 1)) {
    throw new StatisticsError("OUTSIDE_RANGE", {
      message: `share is ${share}, but a number from 0 to 1 was expected; the median is 0.5`,
      context: { share },
    });
  }
  const sorted = values.toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}
