import { standardDeviation } from "./standard-deviation.ts";

/**
 * Standard error of the mean, `s / √n`; null for a single value.
 *
 * @throws {StatisticsError} `EMPTY_INPUT`, `VALUE_NOT_FINITE`.
 */
export function standardError(values: readonly number[]): number | null {
  const deviation = standardDeviation(values);
  return deviation === null ? null : deviation / Math.sqrt(values.length);
}
