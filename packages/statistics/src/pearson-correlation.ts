import { assertPairs } from "./internal/checks.ts";
import { mean } from "./mean.ts";

/**
 * Pearson's correlation; null where one of the two is constant, or for a single pair.
 *
 * @throws {StatisticsError} `LENGTH_MISMATCH`, `EMPTY_INPUT`, `VALUE_NOT_FINITE`.
 */
export function pearsonCorrelation(x: readonly number[], y: readonly number[]): number | null {
  assertPairs(x, y);
  const [centreX, centreY] = [mean(x), mean(y)];
  let product = 0;
  let squareX = 0;
  let squareY = 0;
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [x[i]! - centreX, y[i]! - centreY];
    product += dx * dy;
    squareX += dx * dx;
    squareY += dy * dy;
  }
  if (squareX * squareY === 0) return null;
  return Math.max(-1, Math.min(1, product / Math.sqrt(squareX * squareY)));
}
