/** Mean of the numbers that are no NaN, and the positions of those that are. */
export function meanOfDefined(values: readonly number[]): { mean: number; skipped: number[] } {
  const defined = values.filter((value) => !Number.isNaN(value));
  const skipped = values.flatMap((value, index) => (Number.isNaN(value) ? [index] : []));
  return { mean: defined.reduce((sum, value) => sum + value, 0) / defined.length, skipped }; // 0 / 0 is NaN
}
