import { betaQuantile } from "@undercoat/statistics";
import * as z from "zod";
import { NoiseEstimationError } from "./errors.ts";
import type { IntervalEstimate } from "./estimate-noise.ts";
import { parsedOptions } from "./internal/parsed-options.ts";
import { PairCounts } from "./transition-from-pairs.ts";

/** Options of {@link stratifiedNoiseRate} and {@link cleanLabelsNeeded}. */
export const StratifiedNoiseRateOptions = z.strictObject({
  /** `counts[clean][noisy]` of pixels drawn at random within each noisy class; columns are the strata. */
  counts: PairCounts,
  /** Area of each noisy class on the map, in any unit: pixels, hectares. */
  areas: z.array(z.number().min(0)).readonly(),
  /** Level of the intervals. */
  level: z.number().gt(0.5).lt(1).default(0.95),
});
/** Options of {@link stratifiedNoiseRate} and {@link cleanLabelsNeeded}. */
export type StratifiedNoiseRateOptions = z.input<typeof StratifiedNoiseRateOptions>;

/** A number, its standard error over samples, or null where a class is absent. */
export interface SampledShare {
  readonly value: number;
  readonly standardError: number;
}

/** What a stratified sample of clean pixels says about a map. */
export interface StratifiedNoiseRate {
  readonly kind: "stratified-noise-rate";
  readonly level: number;
  /** Area-weighted share of wrong labels; its interval never has width 0, also where no error was met. */
  readonly noiseRate: IntervalEstimate & SampledShare;
  /** Share of clean class i that got another label: 1 − producer's accuracy. */
  readonly ofClean: readonly (SampledShare | null)[];
  /** Share of the area labelled j that is of another class: 1 − user's accuracy. */
  readonly ofLabelled: readonly (SampledShare | null)[];
  /** Share of the area that is of clean class i, corrected for the noise. */
  readonly areas: readonly SampledShare[];
}

/**
 * Area-weighted noise rate from a stratified sample: the map's own classes are the strata, so that a class that was sampled
 * more does not count more.
 *
 * Estimates and standard errors are Olofsson's; the interval of the noise rate is that of a beta distribution with the mean and variance of
 * the strata's Jeffreys posteriors.
 *
 * @throws {NoiseEstimationError} `NOT_SUPPORTED` if a class with area has fewer than 2 samples; `OPTIONS_REFUSED`.
 * @see {@link https://doi.org/10.1016/j.rse.2014.02.015 | Olofsson et al., Remote Sensing of Environment 2014}
 *
 * @example
 * ```ts
 * const { noiseRate } = stratifiedNoiseRate({ counts: [[48, 9], [2, 41]], areas: [9e5, 1e5] });
 * ```
 */
export function stratifiedNoiseRate(options: StratifiedNoiseRateOptions): StratifiedNoiseRate {
  const { counts, areas, level } = parsedOptions(StratifiedNoiseRateOptions, options);
  const strata = strataOf(counts, areas);
  const classes = [...counts.keys()];
  const wrong = strata.map(({ weight, shares, size }, j) =>
    size === 0
      ? { value: 0, variance: 0, weight }
      : { value: 1 - shares[j]!, variance: variance(shares[j]!, size), weight },
  );
  const value = wrong.reduce((sum, one) => sum + one.weight * one.value, 0);
  const standardError = Math.sqrt(wrong.reduce((sum, one) => sum + one.weight ** 2 * one.variance, 0));
  return Object.freeze({
    kind: "stratified-noise-rate",
    level,
    noiseRate: { value, standardError, ...posteriorInterval(strata, level) },
    ofClean: classes.map((i) => omission(strata, i)),
    ofLabelled: wrong.map((one, j) =>
      strata[j]!.size === 0 ? null : { value: one.value, standardError: Math.sqrt(one.variance) },
    ),
    areas: classes.map((i) => areaOf(strata, i)),
  });
}

/** One noisy class of the map: its share of the area, and the clean classes in its sample. */
export interface Stratum {
  readonly weight: number;
  readonly size: number;
  /** Share of the sample by clean class. */
  readonly shares: readonly number[];
  readonly wrong: number;
}

/** The strata of a sample. @throws {NoiseEstimationError} `NOT_SUPPORTED`, `OPTIONS_REFUSED` */
export function strataOf(counts: readonly (readonly number[])[], areas: readonly number[]): Stratum[] {
  const total = areas.reduce((sum, area) => sum + area, 0);
  if (areas.length !== counts.length || total === 0) {
    throw new NoiseEstimationError("OPTIONS_REFUSED", {
      message: `areas: ${areas.length} areas with sum ${total}, expected ${counts.length} with a positive sum; give the area of each class of the map`,
      context: { areas: areas.length, classes: counts.length, total },
    });
  }
  return areas.map((area, j) => {
    const column = counts.map((row) => row[j]!);
    const size = column.reduce((sum, count) => sum + count, 0);
    if (area > 0 && size < 2) throw tooFew(j, size);
    return {
      weight: area / total,
      size,
      shares: column.map((count) => (size === 0 ? 0 : count / size)),
      wrong: size - column[j]!,
    };
  });
}

/** The interval of a beta distribution with the moments of the weighted sum of the strata's posteriors. */
export function posteriorInterval(strata: readonly Stratum[], level: number): { low: number; high: number } {
  let mean = 0;
  let spread = 0;
  for (const { weight, size, wrong } of strata) {
    if (weight === 0) continue;
    const [a, b] = [wrong + 0.5, size - wrong + 0.5];
    mean += (weight * a) / (a + b);
    spread += (weight ** 2 * a * b) / ((a + b) ** 2 * (a + b + 1));
  }
  const strength = (mean * (1 - mean)) / spread - 1;
  const [a, b] = [mean * strength, (1 - mean) * strength];
  return { low: betaQuantile((1 - level) / 2, a, b), high: betaQuantile((1 + level) / 2, a, b) };
}

function variance(share: number, size: number): number {
  return (share * (1 - share)) / (size - 1);
}

function areaOf(strata: readonly Stratum[], i: number): SampledShare {
  const used = strata.filter(({ size }) => size > 1);
  return {
    value: used.reduce((sum, { weight, shares }) => sum + weight * shares[i]!, 0),
    standardError: Math.sqrt(
      used.reduce((sum, { weight, shares, size }) => sum + weight ** 2 * variance(shares[i]!, size), 0),
    ),
  };
}

/** 1 − producer's accuracy of a clean class, with equation 7 of the source for its error. */
function omission(strata: readonly Stratum[], i: number): SampledShare | null {
  const area = areaOf(strata, i).value;
  if (area === 0) return null;
  const own = strata[i]!;
  const kept = (own.weight * (own.shares[i] ?? 0)) / area;
  const used = strata.map((stratum, j) => ({ ...stratum, j })).filter(({ size }) => size > 1);
  const sum = used.reduce((total, { weight, shares, size, j }) => {
    const factor = j === i ? 1 - kept : kept;
    return total + weight ** 2 * factor ** 2 * variance(shares[i]!, size);
  }, 0);
  return { value: 1 - kept, standardError: Math.sqrt(sum) / area };
}

function tooFew(classIndex: number, size: number): NoiseEstimationError {
  return new NoiseEstimationError("NOT_SUPPORTED", {
    message: `noisy class ${classIndex} has area but ${size} clean ${size === 1 ? "sample" : "samples"}, expected 2 or more; draw pixels in every class of the map`,
    context: { reason: "few-samples", classIndex, samples: size },
  });
}
