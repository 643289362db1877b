import { RandomError } from "../errors.ts";

/** Refuses a seed that is not a safe integer. */
export function assertSeed(seed: number): void {
  if (Number.isSafeInteger(seed)) return;
  throw new RandomError("SEED_UNUSABLE", {
    message: `seed is ${seed}, but an integer was expected; only its lowest 32 bits count`,
    context: { seed },
  });
}
