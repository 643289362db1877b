const INCREMENT = 0x6d2b79f5;

/** Output `position` (0, 1, …) of mulberry32, in [0, 1): a counter that is hashed, so any position is cheap. */
export function mulberry32(seed: number, position: number): number {
  const a = (seed + Math.imul(position + 1, INCREMENT)) | 0;
  let t = Math.imul(a ^ (a >>> 15), a | 1);
  t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}
