import { assertProbability } from "./internal/checks.ts";
import { mean } from "./mean.ts";
import { standardError } from "./standard-error.ts";
import { studentTQuantile } from "./student-t-quantile.ts";

/** Lower and upper end. */
export type Interval = readonly [number, number];

/**
 * Confidence interval of a mean by Student's t, `mean ± t · s / √n`; null for a single value.
 *
 * @param level - Share of such intervals that hold the true mean.
 * @throws {StatisticsError} `EMPTY_INPUT`, `VALUE_NOT_FINITE`; `OUTSIDE_RANGE` if the level is not between 0 and 1.
 */
export function tInterval(values: readonly number[], level = 0.95): Interval | null {
  assertProbability(level, "level");
  const centre = mean(values);
  const error = standardError(values);
  if (error === null) return null;
  const half = studentTQuantile(0.5 + level / 2, values.length - 1) * error;
  return [centre - half, centre + half];
}
