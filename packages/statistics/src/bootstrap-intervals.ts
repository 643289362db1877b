import { StatisticsError } from "./errors.ts";
import { assertProbability, assertResamples } from "./internal/checks.ts";
import { quantile } from "./quantile.ts";
import type { RandomSource } from "./random-source.ts";
import { standardDeviation } from "./standard-deviation.ts";
import type { Interval } from "./t-interval.ts";

/** Options of {@link bootstrapIntervals}. */
export interface BootstrapOptions {
  readonly rng: RandomSource;
  /** Default: 2000. */
  readonly resamples?: number;
  /** Default: 0.95. */
  readonly level?: number;
}

/** What resampling says about one number. */
export interface BootstrapInterval {
  /** Between the tails of the resampled values; null where `reason` says why. */
  readonly interval: Interval | null;
  /** Standard deviation of the resampled values; null where there is no interval. */
  readonly standardError: number | null;
  /** Resamples in which the number was undefined, such as the IoU of a class that was not drawn. */
  readonly undefinedResamples: number;
  /** Why there is no interval. */
  readonly reason: string | null;
}

/** An interval from what is left would be one for another question. */
const MOST_UNDEFINED = 0.1;

/**
 * Percentile intervals by resampling independent units (scenes, or spatial blocks) with replacement. Several numbers can
 * be measured on the same draws; the difference of two models, measured on the same draws, gives a paired interval.
 *
 * @param units - Number of units; with a single one there is no interval.
 * @param measure - The numbers for the units drawn (`units` indices, some repeated), null where undefined. The array that
 *   it is given is reused.
 * @throws {StatisticsError} `EMPTY_INPUT` without a unit; `VALUE_NOT_FINITE` if a number is NaN or infinite; `OUTSIDE_RANGE`.
 * @see {@link https://doi.org/10.1214/aos/1176344552 | Efron 1979}
 *
 * @example
 * ```ts
 * const scores = [0.71, 0.64, 0.69, 0.73];
 * const measure = (drawn: Uint32Array) => [mean(Array.from(drawn, (unit) => scores[unit] ?? 0))];
 * const [estimate] = bootstrapIntervals(scores.length, measure, { rng });
 * ```
 */
export function bootstrapIntervals(
  units: number,
  measure: (drawn: Uint32Array) => readonly (number | null)[],
  { rng, resamples = 2000, level = 0.95 }: BootstrapOptions,
): readonly BootstrapInterval[] {
  assertUnits(units);
  assertResamples(resamples);
  assertProbability(level, "level");
  const drawn = new Uint32Array(units).map((_, unit) => unit);
  const order = measure(drawn).length;
  if (units === 1) return Array.from({ length: order }, () => without("1 unit cannot be resampled", 0));
  const samples = Array.from({ length: order }, (): number[] => []);
  for (let resample = 0; resample < resamples; resample++) {
    for (let at = 0; at < units; at++) drawn[at] = rng.int(units);
    measure(drawn).forEach((value, index) => {
      if (value !== null) samples[index]!.push(value);
    });
  }
  return samples.map((values) => summary(values, resamples, level));
}

function summary(values: readonly number[], resamples: number, level: number): BootstrapInterval {
  const missing = resamples - values.length;
  if (missing > MOST_UNDEFINED * resamples || values.length < 2)
    return without(`undefined in ${missing} of ${resamples} resamples: it rests on too few units`, missing);
  const tail = (1 - level) / 2;
  return {
    interval: [quantile(values, tail), quantile(values, 1 - tail)],
    standardError: standardDeviation(values),
    undefinedResamples: missing,
    reason: null,
  };
}

function without(reason: string, undefinedResamples: number): BootstrapInterval {
  return { interval: null, standardError: null, undefinedResamples, reason };
}

function assertUnits(units: number): void {
  if (Number.isSafeInteger(units) && units >= 1) return;
  throw new StatisticsError("EMPTY_INPUT", {
    message: `${units} units were given to resample, but at least 1 was expected (and 2 for an interval); give scenes or blocks`,
    context: { units },
  });
}
