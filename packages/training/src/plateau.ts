import type { PlateauOptions } from "./schedule-options.ts";

/** Where a plateau schedule stands; plain data, so that a checkpoint holds it. */
export interface PlateauState {
  readonly rate: number;
  /** Best score so far; `null` before the first. */
  readonly best: number | null;
  readonly badCount: number;
  readonly cooldown: number;
}

/** Smallest change of the rate that is made. */
const LEAST_CHANGE = 1e-8;

/** The state before the first score. */
export function plateauStart(rate: number): PlateauState {
  return { rate, best: null, badCount: 0, cooldown: 0 };
}

/**
 * The state after one more score, as PyTorch's `ReduceLROnPlateau`.
 *
 * @example
 * ```ts
 * plateauAfter(plateauStart(0.1), 0.7, PlateauOptions.parse({ name: "plateau" })); // best 0.7, rate 0.1
 * ```
 */
export function plateauAfter(state: PlateauState, score: number, options: PlateauOptions): PlateauState {
  const better = state.best === null ? !Number.isNaN(score) : isBetter(score, state.best, options);
  const best = better ? score : state.best;
  const isCooling = state.cooldown > 0;
  const badCount = better || isCooling ? 0 : state.badCount + 1;
  const cooldown = isCooling ? state.cooldown - 1 : 0;
  if (badCount <= options.patience) return { rate: state.rate, best, badCount, cooldown };
  const lower = Math.max(state.rate * options.factor, options.minimum);
  const rate = state.rate - lower > LEAST_CHANGE ? lower : state.rate;
  return { rate, best, badCount: 0, cooldown: options.cooldown };
}

/** Whether a score is better than the best by more than the threshold. */
function isBetter(score: number, best: number, { mode, threshold, thresholdMode }: PlateauOptions): boolean {
  const sign = mode === "max" ? 1 : -1;
  const least = thresholdMode === "rel" ? best * (1 + sign * threshold) : best + sign * threshold;
  return mode === "max" ? score > least : score < least;
}
