import type { FloatArray } from "./adam.ts";

/**
 * Decay of an exponential moving average after update `index`, counted from 0. With a warm-up
 * `min(decay, (1 + index) / (10 + index))`, so that a young average forgets its start soon.
 */
export function emaDecayAt(
  decay: number,
  { index, warmUp }: { readonly index: number; readonly warmUp: boolean },
): number {
  return warmUp ? Math.min(decay, (1 + index) / (10 + index)) : decay;
}

/**
 * Moves `average` towards `values`: `a ← d·a + (1−d)·v`.
 *
 * @see {@link https://doi.org/10.1137/0330046 | Polyak and Juditsky 1992}
 */
export function emaInto(average: FloatArray, values: ArrayLike<number>, decay: number): void {
  for (let i = 0; i < average.length; i++) average[i] = decay * average[i]! + (1 - decay) * values[i]!;
}

/**
 * Takes `values` into the mean of `count` earlier ones (stochastic weight averaging): `a ← a + (v − a) / (count + 1)`.
 *
 * @see {@link https://arxiv.org/abs/1803.05407 | Izmailov et al. 2018}
 */
export function meanInto(average: FloatArray, values: ArrayLike<number>, count: number): void {
  for (let i = 0; i < average.length; i++)
    average[i] = average[i]! + (values[i]! - average[i]!) / (count + 1);
}
