import { assertDegrees } from "./internal/checks.ts";
import { studentTail } from "./internal/student-tail.ts";

/**
 * P(T ≤ t) of Student's t with the given degrees of freedom.
 *
 * @throws {StatisticsError} `OUTSIDE_RANGE` if the degrees of freedom are not positive.
 */
export function studentTCdf(t: number, degreesOfFreedom: number): number {
  assertDegrees(degreesOfFreedom);
  if (Number.isNaN(t)) return Number.NaN;
  const tail = Math.abs(t) === Number.POSITIVE_INFINITY ? 0 : studentTail(Math.abs(t), degreesOfFreedom);
  return t > 0 ? 1 - tail : tail;
}
