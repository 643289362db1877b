import type { RandomSource } from "../src/index.ts";

/** The minimal standard generator of Park and Miller, so that the package needs no other for its tests. */
export function testRng(seed: number): RandomSource & { next(): number } {
  let state = seed;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return { next, int: (n) => Math.floor(next() * n) };
}
