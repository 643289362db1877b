import { assertSample } from "./internal/checks.ts";

/**
 * Arithmetic mean.
 *
 * @throws {StatisticsError} `EMPTY_INPUT`, `VALUE_NOT_FINITE`.
 */
export function mean(values: readonly number[]): number {
  assertSample(values);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
