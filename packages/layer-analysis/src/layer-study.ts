import { bootstrapIntervals, type RandomSource } from "@undercoat/statistics";
import { type EncoderDecoderSummary, encoderDecoderSummary } from "./encoder-decoder-summary.ts";
import { isLayerAnalysisError, LayerAnalysisError } from "./errors.ts";
import type { Interval } from "./internal/log-interval.ts";
import { geometricMean, type LayerRatio, ratioToNull } from "./ratio-to-null.ts";
import type { LayerDivergence } from "./weight-divergence.ts";

/** What one measure says of one candidate of one seed at one time of training. */
export interface StudyObservation {
  /** Which noise the candidate learnt from. */
  readonly candidate: string;
  readonly seed: number;
  /** Training steps behind all three models. */
  readonly step: number;
  readonly measure: string;
  /** Clean model against candidate. */
  readonly divergences: readonly LayerDivergence[];
  /** Clean model against the clean one in another data order: same initial weights, same step. */
  readonly nulls: readonly LayerDivergence[];
}

/** How {@link layerStudy} makes its intervals. */
export interface LayerStudyOptions {
  readonly rng: RandomSource;
  /** Confidence level; 0.95 where left out. */
  readonly level?: number;
  /** Notes of the measures, to be printed with the numbers. */
  readonly notes?: readonly string[];
}

/** One layer group of a study: a ratio to the null with two intervals. */
export interface StudyRow extends LayerRatio {
  /** Percentile interval of the geometric mean, resampling seeds; null with one seed. `interval` is Student's t. */
  readonly bootstrap: Interval | null;
}

/** One candidate at one step by one measure. */
export interface StudyTable {
  readonly candidate: string;
  readonly step: number;
  readonly measure: string;
  readonly seeds: readonly number[];
  /** Layer groups, input to output. */
  readonly rows: readonly StudyRow[];
  /** Encoder against decoder and head; null where a side has no ratio. */
  readonly summary: EncoderDecoderSummary | null;
}

/** Every table of a study, and what its numbers cannot say. */
export interface LayerStudy {
  readonly tables: readonly StudyTable[];
  readonly notes: readonly string[];
}

const ONE_SEED = "One seed: no interval, so a ratio here is a first look only.";
const FEW_SEEDS =
  "Few seeds: the bootstrap over seeds is too narrow then; verdicts follow the wider t interval of the logarithm.";

/**
 * Brings the divergences of several seeds and times together: value, null and ratio per layer group with intervals,
 * and encoder against decoder by a stated rule. A number never stands alone: `notes` say what it cannot see.
 *
 * @throws {LayerAnalysisError} `EMPTY_INPUT` without an observation, `SEED_MISMATCH` where a seed is there twice,
 *   `LAYER_MISMATCH` where seeds differ in their layers.
 *
 * @example
 * ```ts
 * const { tables, notes } = layerStudy(observations, { rng: createRng(0).fork("bootstrap") });
 * ```
 */
export function layerStudy(
  observations: readonly StudyObservation[],
  { rng, level = 0.95, notes = [] }: LayerStudyOptions,
): LayerStudy {
  if (observations.length === 0)
    throw new LayerAnalysisError("EMPTY_INPUT", {
      message: "the study has 0 observations, expected at least 1; compare a candidate and its null first",
    });
  const cells = new Map<string, StudyObservation[]>();
  for (const one of observations) {
    const key = JSON.stringify([one.candidate, one.step, one.measure]);
    cells.set(key, [...(cells.get(key) ?? []), one]);
  }
  const tables = [...cells.values()].map((cell) => tableOf(cell, level, rng));
  const seeds = Math.min(...tables.map((table) => table.seeds.length));
  const standing = seeds === 1 ? [ONE_SEED] : seeds < 6 ? [FEW_SEEDS] : [];
  return { tables, notes: [...standing, ...new Set(notes)] };
}

function tableOf(cell: readonly StudyObservation[], level: number, rng: RandomSource): StudyTable {
  const { candidate, step, measure } = cell[0]!;
  const seeds = cell.map(({ seed }) => seed);
  const twice = seeds.find((seed, i) => seeds.indexOf(seed) !== i);
  if (twice !== undefined)
    throw new LayerAnalysisError("SEED_MISMATCH", {
      message: `seed ${twice} is there twice for "${candidate}" at step ${step} by ${measure}; give each seed once`,
      context: { candidate, step, measure, seed: twice },
    });
  const ratios = ratioToNull(
    cell.map(({ divergences }) => divergences),
    cell.map(({ nulls }) => nulls),
    { level },
  );
  const rows = ratios.map((row) => ({ ...row, bootstrap: bootstrapOf(row, level, rng) }));
  return { candidate, step, measure, seeds, rows, summary: summaryOf(ratios) };
}

function bootstrapOf({ perSeed }: LayerRatio, level: number, rng: RandomSource): Interval | null {
  const usable = perSeed.filter((ratio) => Number.isFinite(ratio) && ratio > 0);
  if (usable.length < 2) return null;
  const measure = (drawn: Uint32Array) => [geometricMean(Array.from(drawn, (seed) => usable[seed]!))];
  return bootstrapIntervals(usable.length, measure, { rng, level })[0]?.interval ?? null;
}

function summaryOf(ratios: readonly LayerRatio[]): EncoderDecoderSummary | null {
  try {
    return encoderDecoderSummary(ratios);
  } catch (error) {
    if (!isLayerAnalysisError(error, "EMPTY_INPUT")) throw error;
    return null;
  }
}
