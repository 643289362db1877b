import type { LagSums, Lags } from "./lag-sums.ts";

/** Where two edge maps agree best. */
export interface Peak {
  /** Shift of the labels against the reference in pixels: right, down. */
  readonly dx: number;
  readonly dy: number;
  /** Correlation at the best whole pixel, −1 to 1. */
  readonly score: number;
  /** Whether the best place lies at the end of what was searched, so that the true one may lie outside. */
  readonly atEnd: boolean;
}

/** Share of the largest overlap below which a shift is not looked at. */
const LEAST_OVERLAP = 0.3;

/** Masked normalised correlation for every shift (Padfield 2012); −1 where it is not defined or overlaps too little. */
export function maskedCorrelation(sums: LagSums): Float64Array {
  const plane = sums.length / 5;
  let largest = 0;
  for (let at = 0; at < plane; at++) largest = Math.max(largest, sums[at]!);
  const correlation = new Float64Array(plane).fill(-1);
  for (let at = 0; at < plane; at++) {
    const n = sums[at]!;
    if (n === 0 || n < LEAST_OVERLAP * largest) continue;
    const a = sums[plane + at]!;
    const b = sums[2 * plane + at]!;
    const scale = Math.sqrt((a - (a * a) / n) * (sums[3 * plane + at]! - (b * b) / n));
    if (scale > 1e-9) correlation[at] = (sums[4 * plane + at]! - (a * b) / n) / scale;
  }
  return correlation;
}

/** The largest correlation, its place refined by a parabola through its neighbours in x and in y. */
export function peakOf(correlation: Float64Array, { reach, centre }: Lags): Peak {
  let best = 0;
  for (let at = 1; at < correlation.length; at++) if (correlation[at]! > correlation[best]!) best = at;
  const side = 2 * reach + 1;
  const [column, row] = [best % side, Math.floor(best / side)];
  const atEnd = column === 0 || row === 0 || column === side - 1 || row === side - 1;
  const refined = (step: number) =>
    atEnd ? 0 : vertex(correlation[best - step]!, correlation[best]!, correlation[best + step]!);
  return {
    dx: centre[0] + column - reach + refined(1),
    dy: centre[1] + row - reach + refined(side),
    score: correlation[best]!,
    atEnd,
  };
}

/** Where the parabola through three equidistant values is largest, −½ to ½ from the middle one. */
function vertex(before: number, middle: number, after: number): number {
  const bend = before - 2 * middle + after;
  return bend < 0 ? (before - after) / (2 * bend) : 0;
}
