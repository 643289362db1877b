import { LayerAnalysisError } from "./errors.ts";
import { type Interval, logMeanInterval, type Verdict, verdictOf } from "./internal/log-interval.ts";
import type { LayerDivergence } from "./weight-divergence.ts";

/** How sure {@link ratioToNull} has to be. */
export interface RatioToNullOptions {
  /** Confidence level of the interval. */
  readonly level?: number;
}

/** How far one layer moved, as a multiple of what another data order moves it. */
export interface LayerRatio {
  readonly layer: string;
  readonly group: string;
  readonly kind: LayerDivergence["kind"];
  /** Geometric mean over the seeds. */
  readonly divergence: number;
  /** Geometric mean of the null over the seeds. */
  readonly null: number;
  /** Geometric mean of the ratios of the seeds; `NaN` where no seed has one. */
  readonly ratio: number;
  /** One ratio per seed, in the order given; `NaN` where undefined. */
  readonly perSeed: readonly number[];
  /** t interval of the mean logarithm, transformed back; null with fewer than 2 usable seeds. */
  readonly interval: Interval | null;
  readonly level: number;
  /** Whether the interval lies above 1, below 1, or neither. */
  readonly verdict: Verdict;
  /** Number of weights behind a value. */
  readonly count: number;
  readonly undefinedTensors: readonly string[];
}

/**
 * Divides, layer by layer, what noise moved by what chance moves: `D(noisy) / D(null)`.
 *
 * The null of a seed is the divergence of a second clean training that differs in data order only, from
 * the same reference as the noisy one. Seeds are paired: entry `i` of both lists belongs to seed `i`.
 *
 * @remarks The interval is over seeds and assumes roughly normal logarithms; 3 seeds give a wide one.
 * @throws {LayerAnalysisError} `SEED_MISMATCH` if the lists differ in length, `EMPTY_INPUT` without a
 *   seed, `LAYER_MISMATCH` if the rows of two seeds differ, `OPTIONS_REFUSED` for a level outside 0 to 1.
 *
 * @example
 * ```ts
 * ratioToNull([noisySeed1, noisySeed2, noisySeed3], [nullSeed1, nullSeed2, nullSeed3]);
 * ```
 */
export function ratioToNull(
  divergences: readonly (readonly LayerDivergence[])[],
  nulls: readonly (readonly LayerDivergence[])[],
  { level = 0.95 }: RatioToNullOptions = {},
): LayerRatio[] {
  checkSeeds(divergences.length, nulls.length, level);
  const rows = divergences[0]!;
  for (const [seed, other] of [...divergences, ...nulls].entries()) checkRows(rows, other, seed);
  return rows.map((row, i) => {
    const above = divergences.map((seed) => seed[i]!.divergence);
    const below = nulls.map((seed) => seed[i]!.divergence);
    const perSeed = above.map((value, seed) => (below[seed]! > 0 ? value / below[seed]! : Number.NaN));
    const usable = perSeed.filter((ratio) => !Number.isNaN(ratio));
    const interval = logMeanInterval(usable, level);
    const all = [...divergences, ...nulls].flatMap((seed) => seed[i]!.undefinedTensors);
    return {
      layer: row.layer,
      group: row.group,
      kind: row.kind,
      divergence: geometricMean(above),
      null: geometricMean(below),
      ratio: geometricMean(usable),
      perSeed,
      interval,
      level,
      verdict: verdictOf(interval),
      count: row.count,
      undefinedTensors: [...new Set(all)],
    };
  });
}

/** `exp` of the mean logarithm; `NaN` of nothing or where a value is undefined. */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

function checkSeeds(count: number, nullCount: number, level: number): void {
  if (!(level > 0 && level < 1)) {
    throw new LayerAnalysisError("OPTIONS_REFUSED", {
      message: `level is ${level}, but must lie between 0 and 1; 0.95 is usual`,
      context: { level },
    });
  }
  if (count !== nullCount) {
    throw new LayerAnalysisError("SEED_MISMATCH", {
      message: `there are ${count} seeds of the divergence, but ${nullCount} of the null; give one null per seed`,
      context: { count, nullCount },
    });
  }
  if (count > 0) return;
  throw new LayerAnalysisError("EMPTY_INPUT", {
    message: "there are 0 seeds, expected at least 1; give the divergences of a training and of its null",
  });
}

function checkRows(rows: readonly LayerDivergence[], other: readonly LayerDivergence[], seed: number): void {
  const keys = (list: readonly LayerDivergence[]) => list.map(({ layer, kind }) => `${layer} (${kind})`);
  const [wanted, given] = [keys(rows), keys(other)];
  const at = wanted.findIndex((key, i) => key !== given[i]);
  if (at === -1 && wanted.length === given.length) return;
  const place = at === -1 ? wanted.length : at;
  throw new LayerAnalysisError("LAYER_MISMATCH", {
    message: `row ${place + 1} of the first seed is "${wanted[place] ?? "absent"}", but of list ${seed + 1} it is "${given[place] ?? "absent"}"; compare the same layers of every seed`,
    context: { row: place, list: seed, expected: wanted[place] ?? null, given: given[place] ?? null },
  });
}
