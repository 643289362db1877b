import { assertProbability } from "./internal/checks.ts";
import { normalTail } from "./internal/normal-tail.ts";

const FARTHEST = 40;
const HALVINGS = 200;

/**
 * The z with P(Z ≤ z) = `probability` for the standard normal distribution: 1.959963… for 0.975.
 *
 * @remarks Bisection: microseconds, not for inner loops.
 * @throws {StatisticsError} `OUTSIDE_RANGE` if the probability is not between 0 and 1.
 *
 * @example
 * ```ts
 * const half = normalQuantile(0.975) * standardError;
 * ```
 */
export function normalQuantile(probability: number): number {
  assertProbability(probability, "probability");
  if (probability === 0.5) return 0;
  const tail = Math.min(probability, 1 - probability);
  let [low, high] = [0, FARTHEST];
  for (let step = 0; step < HALVINGS; step++) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) break;
    if (normalTail(middle) > tail) low = middle;
    else high = middle;
  }
  return probability < 0.5 ? -high : high;
}
