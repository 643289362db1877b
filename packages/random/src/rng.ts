import { RandomError } from "./errors.ts";
import { assertSeed } from "./internal/assert-seed.ts";
import { mulberry32 } from "./internal/mulberry32.ts";
import { streamSeed } from "./stream-seed.ts";

/** Where a stream stands: plain JSON, for checkpoints. */
export interface RngState {
  /** The seed given to {@link createRng}, not that of the stream. */
  readonly seed: number;
  /** Names of the forks that led here, joined by `/`; empty for the first stream. */
  readonly path: string;
  /** How many numbers were drawn. */
  readonly position: number;
}

/** A stream of random numbers that can be forked by name, saved and restored. */
export interface Rng {
  readonly seed: number;
  readonly path: string;
  /** The next number in [0, 1), a multiple of 2⁻³². */
  next(): number;
  /** The next integer in 0 … n − 1: `⌊next() · n⌋`. */
  int(n: number): number;
  /** The stream called `name` under this one. It does not depend on what was drawn here. */
  fork(name: string): Rng;
  save(): RngState;
}

/**
 * The stream of a seed: mulberry32, a counter that is hashed to 32 bits.
 *
 * @remarks Not for secrets. The same numbers on every machine, because only integers are involved.
 * @throws {RandomError} `SEED_UNUSABLE` if the seed is not a safe integer; `RANGE_UNUSABLE` from `int`,
 *   `NAME_UNUSABLE` from `fork`.
 *
 * @example
 * ```ts
 * const rng = createRng(7).fork("patches");
 * const column = rng.int(256);
 * ```
 */
export function createRng(seed: number): Rng {
  assertSeed(seed);
  return rngAt({ seed, path: "", position: 0 });
}

/**
 * The stream that `save` described, at the same position.
 *
 * @throws {RandomError} `STATE_UNUSABLE` if the position is not a non-negative integer; `SEED_UNUSABLE`.
 */
export function restoreRng(state: RngState): Rng {
  assertSeed(state.seed);
  if (typeof state.path !== "string" || !Number.isSafeInteger(state.position) || state.position < 0) {
    throw new RandomError("STATE_UNUSABLE", {
      message:
        `saved position is ${state.position} on path "${state.path}", but a count of draws and a text were ` +
        "expected; pass what save() returned",
      context: { ...state },
    });
  }
  return rngAt(state);
}

function rngAt({ seed, path, position: start }: RngState): Rng {
  const state = path === "" ? seed | 0 : streamSeed(path, seed);
  let position = start;
  const next = () => mulberry32(state, position++);
  return Object.freeze({
    seed,
    path,
    next,
    int(n: number) {
      assertRange(n);
      return Math.floor(next() * n);
    },
    fork(name: string) {
      assertName(name);
      return rngAt({ seed, path: path === "" ? name : `${path}/${name}`, position: 0 });
    },
    save: () => ({ seed, path, position }),
  });
}

function assertRange(n: number): void {
  if (Number.isInteger(n) && n >= 1 && n <= 2 ** 32) return;
  throw new RandomError("RANGE_UNUSABLE", {
    message: `int(${n}) was asked for, but the number of outcomes must be an integer from 1 to 2^32; check the size`,
    context: { n },
  });
}

function assertName(name: string): void {
  if (name !== "") return;
  throw new RandomError("NAME_UNUSABLE", {
    message: 'fork("") was asked for, but a stream needs a name; name what the numbers are for',
  });
}
