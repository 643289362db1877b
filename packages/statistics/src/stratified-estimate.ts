import { StatisticsError } from "./errors.ts";
import { assertShares } from "./internal/assert-shares.ts";
import { assertProbability } from "./internal/checks.ts";
import { normalQuantile } from "./normal-quantile.ts";
import type { Interval } from "./t-interval.ts";

/** Options of {@link stratifiedEstimate}. */
export interface StratifiedEstimateOptions {
  /** Share of the map that each map class covers; they sum to 1. */
  readonly mappedShares: readonly number[];
  /** Area of the map in the unit wanted, such as hectares. Default: 1, so that areas are shares. */
  readonly totalArea?: number;
  /** Of the intervals. Default: 0.95. */
  readonly level?: number;
}

/** A number with its standard error. */
export interface DesignEstimate {
  /** Null where undefined: a class that no sample unit shows. */
  readonly value: number | null;
  /** Null where a stratum that matters has a single sample unit. */
  readonly standardError: number | null;
  /** `value ± z · standardError`, not cut at 0 or 1. */
  readonly interval: Interval | null;
}

/** Accuracies and areas from a stratified sample. */
export interface StratifiedEstimate {
  readonly overallAccuracy: DesignEstimate;
  /** Share of what is mapped as a class that is of it (precision), in the order of the classes. */
  readonly userAccuracy: readonly DesignEstimate[];
  /** Share of what is of a class that is mapped so (recall). */
  readonly producerAccuracy: readonly DesignEstimate[];
  /** Area of each class on the ground, freed of the map's errors. */
  readonly area: readonly DesignEstimate[];
  /** The confusion matrix as shares of the map: rows map, columns reference. */
  readonly proportions: readonly (readonly number[])[];
}

/**
 * Areas and accuracies of a map from sample units that were drawn at random within each map class: unbiased whatever the
 * map is like, with standard errors that follow from how the units were drawn. Counting pixels of the map is neither.
 *
 * @param counts - Sample units: **rows map class, columns reference class** (the other way round than a confusion matrix
 *   of `@undercoat/metrics`).
 * @throws {StatisticsError} `LENGTH_MISMATCH` if the counts are not square or not one share is given per class;
 *   `OUTSIDE_RANGE` for counts that are no integers ≥ 0, shares that do not sum to 1, an area that is not positive;
 *   `STRATUM_UNSAMPLED` if a class that the map holds has no sample unit.
 * @see {@link https://doi.org/10.1016/j.rse.2014.02.015 | Olofsson et al. 2014}, equations 1–11
 *
 * @example
 * ```ts
 * const { area } = stratifiedEstimate([[45, 5], [10, 140]], { mappedShares: [0.2, 0.8], totalArea: 5200 });
 * ```
 */
export function stratifiedEstimate(
  counts: readonly (readonly number[])[],
  { mappedShares, totalArea = 1, level = 0.95 }: StratifiedEstimateOptions,
): StratifiedEstimate {
  assertProbability(level, "level");
  assertShares(mappedShares, counts.length);
  assertCounts(counts, mappedShares);
  assertArea(totalArea);
  const z = normalQuantile(0.5 + level / 2);
  const drawn = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const within = counts.map((row, stratum) =>
    row.map((count) => (drawn[stratum] === 0 ? 0 : count / drawn[stratum]!)),
  );
  const design: Design = {
    shares: mappedShares,
    drawn,
    within,
    estimate: (value, variance) => estimate(value, variance, z),
  };
  const classes = counts.map((_, index) => index);
  return {
    overallAccuracy: overall(design),
    userAccuracy: classes.map((index) => user(design, index)),
    producerAccuracy: classes.map((index) => producer(design, index)),
    area: classes.map((index) => area(design, index, totalArea)),
    proportions: within.map((row, stratum) => row.map((share) => share * mappedShares[stratum]!)),
  };
}

interface Design {
  readonly shares: readonly number[];
  readonly drawn: readonly number[];
  /** Share of a stratum's sample units that are of a class. */
  readonly within: readonly (readonly number[])[];
  readonly estimate: (value: number | null, variance: number) => DesignEstimate;
}

function overall({ shares, drawn, within, estimate: made }: Design): DesignEstimate {
  const value = shares.reduce((sum, share, i) => sum + share * within[i]![i]!, 0);
  const variance = shares.reduce(
    (sum, share, i) => sum + share ** 2 * spread(within[i]![i]!, drawn[i]!, share),
    0,
  );
  return made(value, variance);
}

function user({ drawn, within, estimate: made }: Design, index: number): DesignEstimate {
  if (drawn[index] === 0) return made(null, 0);
  const value = within[index]![index]!;
  return made(value, spread(value, drawn[index]!, 1));
}

function producer({ shares, drawn, within, estimate: made }: Design, index: number): DesignEstimate {
  const total = shares.reduce((sum, share, i) => sum + share * within[i]![index]!, 0);
  if (total === 0) return made(null, 0);
  const value = (shares[index]! * within[index]![index]!) / total;
  const variance = shares.reduce((sum, share, i) => {
    const factor = i === index ? (1 - value) ** 2 : value ** 2;
    return sum + share ** 2 * factor * spread(within[i]![index]!, drawn[i]!, share);
  }, 0);
  return made(value, variance / total ** 2);
}

function area(
  { shares, drawn, within, estimate: made }: Design,
  index: number,
  totalArea: number,
): DesignEstimate {
  const value = shares.reduce((sum, share, i) => sum + share * within[i]![index]!, 0);
  const variance = shares.reduce(
    (sum, share, i) => sum + share ** 2 * spread(within[i]![index]!, drawn[i]!, share),
    0,
  );
  return made(value * totalArea, variance * totalArea ** 2);
}

/** Variance of a share among the units drawn in a stratum; NaN for a single one, 0 in a stratum that the map has not. */
function spread(share: number, drawn: number, stratumShare: number): number {
  if (stratumShare === 0) return 0;
  return drawn < 2 ? Number.NaN : (share * (1 - share)) / (drawn - 1);
}

function estimate(value: number | null, variance: number, z: number): DesignEstimate {
  if (value === null || Number.isNaN(variance)) return { value, standardError: null, interval: null };
  const standardError = Math.sqrt(variance);
  return { value, standardError, interval: [value - z * standardError, value + z * standardError] };
}

function assertCounts(counts: readonly (readonly number[])[], shares: readonly number[]): void {
  counts.forEach((row, stratum) => {
    if (row.length !== counts.length)
      throw new StatisticsError("LENGTH_MISMATCH", {
        message: `row ${stratum} of the counts holds ${row.length} numbers, but ${counts.length} classes were expected; rows and columns are the same classes`,
        context: { stratum, columns: row.length, classes: counts.length },
      });
    const wrong = row.find((count) => !(Number.isSafeInteger(count) && count >= 0));
    if (wrong !== undefined)
      throw new StatisticsError("OUTSIDE_RANGE", {
        message: `row ${stratum} of the counts holds ${wrong}, but integers from 0 were expected; give sample units, not shares`,
        context: { stratum, count: wrong },
      });
    if (shares[stratum]! > 0 && row.every((count) => count === 0))
      throw new StatisticsError("STRATUM_UNSAMPLED", {
        message: `map class ${stratum} covers ${shares[stratum]} of the map, but holds 0 sample units; draw at least 2 there, or merge it with another class`,
        context: { stratum, share: shares[stratum] },
      });
  });
}

function assertArea(totalArea: number): void {
  if (totalArea > 0 && Number.isFinite(totalArea)) return;
  throw new StatisticsError("OUTSIDE_RANGE", {
    message: `total area is ${totalArea}, but a positive number was expected; give the area of the whole map`,
    context: { totalArea },
  });
}
