import type { RandomSource } from "@undercoat/statistics";

/** The minimal standard generator of Park and Miller, so that the package needs no other for its tests. */
export function testRng(seed: number): RandomSource {
  let state = seed;
  return {
    int(n) {
      state = (state * 48_271) % 2_147_483_647;
      return Math.floor((state / 2_147_483_647) * n);
    },
  };
}
