import { assertDegrees, assertProbability } from "./internal/checks.ts";
import { studentTail } from "./internal/student-tail.ts";

const HALVINGS = 200;

/**
 * The t with P(T ≤ t) = `probability` for Student's t: 2.776… for 0.975 and 4 degrees of freedom.
 *
 * @remarks Bisection on the tail, to the last digits of a float64: microseconds, not for inner loops.
 * @throws {StatisticsError} `OUTSIDE_RANGE` if the probability is not between 0 and 1 or the degrees not positive.
 */
export function studentTQuantile(probability: number, degreesOfFreedom: number): number {
  assertProbability(probability, "probability");
  assertDegrees(degreesOfFreedom);
  if (probability === 0.5) return 0;
  const tail = Math.min(probability, 1 - probability);
  let low = 0;
  let high = 1;
  while (studentTail(high, degreesOfFreedom) > tail && high < Number.MAX_VALUE / 2) {
    low = high;
    high *= 2;
  }
  for (let step = 0; step < HALVINGS; step++) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) break;
    if (studentTail(middle, degreesOfFreedom) > tail) low = middle;
    else high = middle;
  }
  return probability < 0.5 ? -high : high;
}
