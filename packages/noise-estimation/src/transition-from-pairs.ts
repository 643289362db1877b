import { betaQuantile } from "@undercoat/statistics";
import * as z from "zod";
import { NoiseEstimationError } from "./errors.ts";
import type { IntervalEstimate } from "./estimate-noise.ts";
import { parsedOptions } from "./internal/parsed-options.ts";

/** Counts of pixels whose clean class is known, beside the label they got. */
export const PairCounts = z
  .array(z.array(z.number().min(0)).readonly())
  .min(2)
  .readonly()
  .refine((rows) => rows.every((row) => row.length === rows.length), {
    error: "rows of different length, expected a square: counts[clean][noisy]",
  });

/** Options of {@link transitionFromPairs}. */
export const TransitionFromPairsOptions = z.strictObject({
  /** `counts[clean][noisy]`: pixels drawn at random within each clean class, or over the whole map. */
  counts: PairCounts,
  /** Level of the intervals. */
  level: z.number().gt(0.5).lt(1).default(0.95),
  /** Pseudo-count of each cell of the Dirichlet prior; ½ is Jeffreys'. */
  pseudoCount: z.number().positive().default(0.5),
  /**
   * Pixels that count as one. Neighbouring pixels repeat each other: give the number of clean pixels divided by the number of
   * independent places. 1 for single pixels drawn at random.
   */
  clustering: z.number().min(1).default(1),
});
/** Options of {@link transitionFromPairs}. */
export type TransitionFromPairsOptions = z.input<typeof TransitionFromPairsOptions>;

/** A transition matrix with an interval for each cell. */
export interface PairTransition {
  readonly kind: "pair-transition";
  readonly level: number;
  /** `cells[i][j]`: P(noisy = j | clean = i), the posterior mean, and its interval; null for a class without pairs. */
  readonly cells: readonly (readonly IntervalEstimate[] | null)[];
  /** Noise rate of each clean class, `1 − T[i][i]`; null without pairs. */
  readonly ofClean: readonly (IntervalEstimate | null)[];
  /** Pairs of each clean class. */
  readonly pairs: readonly number[];
}

/**
 * Transition matrix from pixels whose clean class is known: each row has a Dirichlet posterior, and each cell the interval
 * of its beta margin.
 *
 * @throws {NoiseEstimationError} `NOT_SUPPORTED` if no class has a pair, `OPTIONS_REFUSED` for counts that are none.
 * @see {@link https://doi.org/10.1214/ss/1009213286 | Brown, Cai & DasGupta 2001} on Jeffreys' prior
 *
 * @example
 * ```ts
 * const { cells } = transitionFromPairs({ counts: [[47, 3], [8, 42]] });
 * const waterTakenForLand = cells[0]?.[1]; // { value, low, high }
 * ```
 */
export function transitionFromPairs(options: TransitionFromPairsOptions): PairTransition {
  const { counts, level, pseudoCount, clustering } = parsedOptions(TransitionFromPairsOptions, options);
  const pairs = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  if (pairs.every((count) => count === 0)) {
    throw new NoiseEstimationError("NOT_SUPPORTED", {
      message: "counts hold no clean–noisy pair, expected some; label a few pixels of each class",
      context: { reason: "no-pairs", classes: counts.length },
    });
  }
  const cell = (share: number, total: number): IntervalEstimate => ({
    value: share / total,
    low: betaQuantile((1 - level) / 2, share, total - share),
    high: betaQuantile((1 + level) / 2, share, total - share),
  });
  const shapes = counts.map((row) => row.map((count) => count / clustering + pseudoCount));
  const totals = shapes.map((row) => row.reduce((sum, shape) => sum + shape, 0));
  return Object.freeze({
    kind: "pair-transition",
    level,
    cells: shapes.map((row, i) => (pairs[i] === 0 ? null : row.map((shape) => cell(shape, totals[i]!)))),
    ofClean: shapes.map((row, i) => (pairs[i] === 0 ? null : cell(totals[i]! - row[i]!, totals[i]!))),
    pairs,
  });
}
