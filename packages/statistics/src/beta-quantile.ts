import { betaCdf } from "./beta-cdf.ts";
import { assertProbability } from "./internal/checks.ts";

const HALVINGS = 1100;

/**
 * The x with P(X ≤ x) = `probability` for the beta distribution with shapes `a` and `b`. With counts of a sample it gives
 * exact intervals of a proportion: Clopper–Pearson, or Jeffreys' with half counts added.
 *
 * @remarks Bisection: microseconds, not for inner loops.
 * @throws {StatisticsError} `OUTSIDE_RANGE` if the probability is not between 0 and 1 or a shape not positive.
 * @see {@link https://doi.org/10.1214/ss/1009213286 | Brown, Cai & DasGupta 2001}
 *
 * @example
 * ```ts
 * const [wrong, right] = [3, 47];
 * const interval = [0.025, 0.975].map((p) => betaQuantile(p, wrong + 0.5, right + 0.5)); // Jeffreys
 * ```
 */
export function betaQuantile(probability: number, a: number, b: number): number {
  assertProbability(probability, "probability");
  let low = 0;
  let high = 1;
  for (let step = 0; step < HALVINGS; step++) {
    const middle = low + (high - low) / 2;
    if (middle === low || middle === high) break;
    if (betaCdf(middle, a, b) < probability) low = middle;
    else high = middle;
  }
  return low + (high - low) / 2;
}
