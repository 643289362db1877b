import type { FloatArray } from "./adam.ts";

/** The constants of {@link sgdUpdateInto}. */
export interface SgdOptions {
  readonly learningRate: number;
  /** Number of this update, counted from 1: the first one starts the momentum with the gradient itself. */
  readonly update: number;
  /** Share of the last direction that is kept, 0 to below 1. */
  readonly momentum: number;
  /** Share of the gradient that is left out of the momentum, not in the first update. */
  readonly dampening: number;
  /** `true`: the step looks ahead along the momentum. */
  readonly nesterov: boolean;
  /** Added to the gradient, times the weight. */
  readonly weightDecay: number;
  /** The gradient is multiplied by this first (clipping). */
  readonly gradientScale: number;
}

/**
 * One update of stochastic gradient descent as PyTorch does it: `weights` and `direction` are overwritten.
 *
 * `g ← g + λw`, `b ← μb + (1−τ)g` (first update: `b ← g`), `w ← w − lr · b`, with Nesterov `w ← w − lr (g + μb)`.
 *
 * @param state - `direction`: the running direction, as long as the weights; not read where `momentum` is 0.
 * @see {@link https://proceedings.mlr.press/v28/sutskever13.html | Sutskever et al. 2013}
 */
export function sgdUpdateInto(
  { weights, direction }: { readonly weights: FloatArray; readonly direction: FloatArray },
  gradient: FloatArray,
  options: SgdOptions,
): void {
  const { learningRate, update, momentum, nesterov, weightDecay, gradientScale } = options;
  const kept = update === 1 ? 0 : momentum;
  const taken = update === 1 ? 1 : 1 - options.dampening;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!;
    let slope = gradient[i]! * gradientScale + weightDecay * weight;
    if (momentum > 0) {
      direction[i] = kept * direction[i]! + taken * slope;
      slope = nesterov ? slope + momentum * direction[i]! : direction[i]!;
    }
    weights[i] = weight - learningRate * slope;
  }
}
