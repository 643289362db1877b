import { fitSaturatingCurve, steepPoints } from "./saturating-curve.ts";

/** What a trigger is told beside the curve. */
export interface TriggerOptions {
  readonly windows: readonly number[];
  readonly patience: number;
}

/**
 * The point of the curve at which correction should have begun, counted from 1, or `null` while that cannot be told.
 *
 * In every window the place of least slope is looked for; once it is more than `patience` points old in all of them, their
 * mean is where fast learning is over. Halfway between it and the point where a saturating curve fitted so far bends lies
 * the trigger.
 */
export function triggerPoint(curve: readonly number[], { windows, patience }: TriggerOptions): number | null {
  const slowest = windows.map((window) => slowestPoint(curve, window));
  if (slowest.some((point) => point === null || curve.length - point <= patience)) return null;
  const departure = slowest.reduce<number>((sum, point) => sum + point!, 0) / windows.length;
  const early = curve.slice(0, Math.max(2, Math.round(departure)));
  const bend = steepPoints(fitSaturatingCurve(early), early.length);
  return Math.max(1, Math.round((departure + bend) / 2));
}

/** Middle of the window of least slope, counted from 1; `null` where the curve is shorter than a window. */
function slowestPoint(curve: readonly number[], window: number): number | null {
  let best: { point: number; slope: number } | null = null;
  for (let first = 0; first + window <= curve.length; first++) {
    const slope = slopeOf(curve.slice(first, first + window));
    if (best === null || slope < best.slope) best = { point: first + (window + 1) / 2, slope };
  }
  return best?.point ?? null;
}

/** Slope of the straight line nearest to `values` at equal distances. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let [product, square] = [0, 0];
  values.forEach((value, index) => {
    product += (index - middle) * (value - mean);
    square += (index - middle) ** 2;
  });
  return product / square;
}
