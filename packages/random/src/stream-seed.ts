import { assertSeed } from "./internal/assert-seed.ts";
import { fnv1a } from "./internal/hash.ts";

const GOLDEN_RATIO = 0x9e3779b9;

/**
 * Seed of the stream called `path`: `fnv1a(path) xor seed · 0x9E3779B9`, an unsigned 32-bit integer.
 *
 * @throws {RandomError} `SEED_UNUSABLE` if the seed is not a safe integer.
 */
export function streamSeed(path: string, seed: number): number {
  assertSeed(seed);
  return (fnv1a(path) ^ Math.imul(seed, GOLDEN_RATIO)) >>> 0;
}
