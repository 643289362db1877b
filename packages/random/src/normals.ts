import { RandomError } from "./errors.ts";
import type { Rng } from "./rng.ts";

/**
 * `count` standard normal numbers by the cosine branch of Box and Muller,
 * `z = √(−2 ln(1 − u₀)) · cos(2π u₁)`; two draws a number.
 *
 * @throws {RandomError} `RANGE_UNUSABLE` if `count` is not a non-negative integer.
 * @see {@link https://doi.org/10.1214/aoms/1177706645 | Box and Muller 1958}
 */
export function normals(count: number, rng: Rng): Float64Array {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new RandomError("RANGE_UNUSABLE", {
      message: `${count} normal numbers were asked for, but a count from 0 was expected; check the shape`,
      context: { count },
    });
  }
  const values = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const radius = Math.sqrt(-2 * Math.log(1 - rng.next()));
    values[i] = radius * Math.cos(2 * Math.PI * rng.next());
  }
  return values;
}
