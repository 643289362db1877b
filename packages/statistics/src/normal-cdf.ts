import { normalTail } from "./internal/normal-tail.ts";

/**
 * P(Z ≤ z) of the standard normal distribution. NaN for NaN.
 *
 * @see {@link https://dlmf.nist.gov/7.9 | DLMF 7.9}
 *
 * @example
 * ```ts
 * normalCdf(1.96); // 0.9750021…
 * ```
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  const tail = Math.abs(z) === Number.POSITIVE_INFINITY ? 0 : normalTail(Math.abs(z));
  return z > 0 ? 1 - tail : tail;
}
