/** Quantile with linear interpolation, where values may be infinite. */
export function extendedQuantile(sorted: ArrayLike<number>, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  const [low, high] = [sorted[below]!, sorted[above]!];
  if (low === high || place === below) return low;
  return low + (place - below) * (high - low);
}

/** Median and the ends of the middle `level` of the values; `null` where one is infinite. */
export interface Spread {
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Share of the values that are infinite. */
  readonly infiniteShare: number;
}

/** What a list of values, some perhaps infinite, comes to. */
export function spreadOf(values: readonly number[], level: number): Spread {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => finite(extendedQuantile(sorted, share));
  const infinite = values.filter((value) => !Number.isFinite(value)).length;
  return {
    median: at(0.5),
    low: at((1 - level) / 2),
    high: at((1 + level) / 2),
    infiniteShare: infinite / values.length,
  };
}

/** The value, or `null` where it is infinite. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
