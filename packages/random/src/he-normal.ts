import { RandomError } from "./errors.ts";
import { normals } from "./normals.ts";
import type { Rng } from "./rng.ts";

/** Options of {@link heNormal}. */
export interface HeNormalOptions {
  readonly count: number;
  /** Inputs of one output: for a convolution, input channels · kernel height · kernel width. */
  readonly fanIn: number;
  /** 2 in front of a ReLU, 1 in front of nothing. Default: 2. */
  readonly gain?: number;
}

/**
 * Initial weights with the variance of He et al.: normal numbers times `√(gain / fanIn)`, in drawing order.
 *
 * @throws {RandomError} `RANGE_UNUSABLE` if `fanIn` or `gain` is not positive.
 * @see {@link https://arxiv.org/abs/1502.01852 | He et al. 2015}
 */
export function heNormal({ count, fanIn, gain = 2 }: HeNormalOptions, rng: Rng): Float32Array {
  if (!(fanIn > 0 && gain > 0)) {
    throw new RandomError("RANGE_UNUSABLE", {
      message: `fan-in is ${fanIn} and gain ${gain}, but both must be above 0; count the inputs of one output`,
      context: { fanIn, gain },
    });
  }
  const scale = Math.sqrt(gain / fanIn);
  const drawn = normals(count, rng);
  const values = new Float32Array(count); // a loop: Float32Array.from with a function takes four times as long
  for (let index = 0; index < count; index++) values[index] = drawn[index]! * scale;
  return values;
}
