import type { Rng } from "@undercoat/random";

const GOLDEN_RATIO = 0x9e3779b9;

/** A seed of 32 bits for numbers by place; one draw. */
export function placeSeed(rng: Rng): number {
  return (rng.next() * 2 ** 32) | 0;
}

/** Seed of one row, for {@link placeBits}. */
export function rowSeed(seed: number, y: number): number {
  return mixed(seed ^ Math.imul(y, GOLDEN_RATIO)) ^ seed;
}

/** 32 random bits of column x of a row: the same whoever asks, in integers only. */
export function placeBits(row: number, x: number): number {
  return mixed(row + Math.imul(x, GOLDEN_RATIO));
}

/** A number in [0, 1) of the place x, y. */
export function placeRandom(seed: number, x: number, y: number): number {
  return (placeBits(rowSeed(seed, y), x) >>> 0) / 2 ** 32;
}

/**
 * The finalizer of MurmurHash3: every bit of the input turns half of the output's.
 *
 * @see Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, doi 10.1145/2660193.2660195
 */
function mixed(bits: number): number {
  let h = bits;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
