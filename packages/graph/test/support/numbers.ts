import type { InputSpec } from "@undercoat/tensor";

/** An input of a traced function and the range its numbers come from. */
export interface Spec {
  readonly shape: readonly number[];
  readonly dtype?: InputSpec["dtype"];
  /** Lowest number; −1 if omitted. */
  readonly from?: number;
  /** Highest number; 1 if omitted. */
  readonly to?: number;
}

/** Number of elements. */
export function count(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/** A generator of numbers in [0, 1), equal for equal seeds (linear congruential, high bits). */
export function uniform(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Floats in a range. */
export function floats(shape: readonly number[], seed: number, from = -1, to = 1): Float32Array {
  const next = uniform(seed);
  return Float32Array.from({ length: count(shape) }, () => from + (to - from) * next());
}

/** The numbers of an input, equal for equal seeds; integers include both ends. */
export function numbersOf(
  { shape, dtype = "float32", from, to }: Spec,
  seed: number,
): Float32Array | Int32Array {
  if (dtype === "float32") return floats(shape, seed, from, to);
  const low = from ?? 0;
  return Int32Array.from(floats(shape, seed, low, (to ?? 4) + 1), Math.floor);
}

/** The largest difference, relative to the largest number that is expected (at least 1e-3); 0 for equal NaN and infinities. */
export function difference(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (found.length !== expected.length) return Number.POSITIVE_INFINITY;
  let [worst, largest] = [0, 1e-3];
  for (let index = 0; index < expected.length; index++) {
    const [a, b] = [found[index]!, expected[index]!];
    if (Object.is(a, b)) continue;
    const distance = Math.abs(a - b);
    worst = Math.max(worst, Number.isNaN(distance) ? Number.POSITIVE_INFINITY : distance);
    if (Number.isFinite(b)) largest = Math.max(largest, Math.abs(b));
  }
  return worst / largest;
}
