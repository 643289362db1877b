import { mean } from "./mean.ts";

/**
 * Sample standard deviation, `√(Σ(x − mean)² / (n − 1))`; null for a single value.
 *
 * @throws {StatisticsError} `EMPTY_INPUT`, `VALUE_NOT_FINITE`.
 */
export function standardDeviation(values: readonly number[]): number | null {
  const centre = mean(values);
  if (values.length < 2) return null;
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
