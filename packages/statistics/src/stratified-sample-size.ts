import { StatisticsError } from "./errors.ts";
import { assertShares } from "./internal/assert-shares.ts";
import { assertProbability } from "./internal/checks.ts";

/** Options of {@link stratifiedSampleSize}. */
export interface StratifiedSampleSizeOptions {
  /** Share of the map that each class covers; they sum to 1. */
  readonly mappedShares: readonly number[];
  /** What is guessed of each class's user's accuracy, from 0 to 1; 0.5 is the most careful. */
  readonly userAccuracy: readonly number[];
  /** Standard error wanted of the overall accuracy, such as 0.01. */
  readonly standardError: number;
  /** Sample units in every class at least; rare classes are raised to it. Default: 50. */
  readonly least?: number;
  /** Units (pixels) of the map, where the sample is not small beside it. */
  readonly units?: number;
}

/** How many sample units, and where. */
export interface StratifiedSampleSize {
  /** For the standard error that was asked for. */
  readonly size: number;
  /** Rare classes raised to `least`, the rest in proportion: a compromise of accuracy and area. May sum to more than `size`. */
  readonly recommended: readonly number[];
  readonly proportional: readonly number[];
  readonly equal: readonly number[];
  /** The least standard error of the overall accuracy (Neyman). */
  readonly optimal: readonly number[];
}

/**
 * Plans a stratified sample: `n = (Σ Wᵢ Sᵢ)² / (S² + Σ Wᵢ Sᵢ² / N)` with `Sᵢ = √(Uᵢ(1 − Uᵢ))`, and how to spread it over the
 * map classes.
 *
 * @throws {StatisticsError} `LENGTH_MISMATCH`, `EMPTY_INPUT`; `OUTSIDE_RANGE` for shares, accuracies or errors that are none.
 * @see {@link https://doi.org/10.1016/j.rse.2014.02.015 | Olofsson et al. 2014}, equation 13
 *
 * @example
 * ```ts
 * const shares = [0.02, 0.015, 0.32, 0.645];
 * const { size } = stratifiedSampleSize({ mappedShares: shares, userAccuracy: [0.7, 0.6, 0.9, 0.95], standardError: 0.01 }); // 641
 * ```
 */
export function stratifiedSampleSize({
  mappedShares,
  userAccuracy,
  standardError,
  least = 50,
  units = Number.POSITIVE_INFINITY,
}: StratifiedSampleSizeOptions): StratifiedSampleSize {
  assertShares(mappedShares, userAccuracy.length);
  assertProbability(standardError, "standard error");
  assertPlan(userAccuracy, least, units);
  const deviations = userAccuracy.map((share) => Math.sqrt(share * (1 - share)));
  const weighted = mappedShares.map((share, index) => share * deviations[index]!);
  const sum = weighted.reduce((total, value) => total + value, 0);
  const within = weighted.reduce((total, value, index) => total + value * deviations[index]!, 0);
  const size = Math.ceil(sum ** 2 / (standardError ** 2 + within / units) - ROUNDING);
  return {
    size,
    recommended: withLeast(size, mappedShares, least),
    proportional: apportioned(size, mappedShares),
    equal: apportioned(
      size,
      mappedShares.map(() => 1),
    ),
    optimal: apportioned(size, sum === 0 ? mappedShares : weighted),
  };
}

/** A size that is whole but for rounding is not raised. */
const ROUNDING = 1e-9;

function withLeast(size: number, shares: readonly number[], least: number): number[] {
  const isRare = shares.map(() => false);
  for (;;) {
    const rare = isRare.filter(Boolean).length;
    const rest = apportioned(
      Math.max(0, size - rare * least),
      shares.map((share, index) => (isRare[index] ? 0 : share)),
    );
    const raised = rest.findIndex((count, index) => !isRare[index] && shares[index]! > 0 && count < least);
    if (raised === -1) return rest.map((count, index) => (isRare[index] ? least : count));
    isRare[raised] = true;
  }
}

/** Whole numbers in proportion to weights that sum to `size`, by largest remainders. */
function apportioned(size: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum === 0) return weights.map(() => 0);
  const wanted = weights.map((weight) => (size * weight) / sum);
  const counts = wanted.map(Math.floor);
  const short = size - counts.reduce((total, count) => total + count, 0);
  const order = wanted
    .map((_, index) => index)
    .toSorted((i, j) => (wanted[j]! % 1) - (wanted[i]! % 1) || i - j);
  for (const index of order.slice(0, short)) counts[index]! += 1;
  return counts;
}

function assertPlan(userAccuracy: readonly number[], least: number, units: number): void {
  const wrong = userAccuracy.find((share) => !(share >= 0 && share <= 1));
  const problem =
    wrong !== undefined
      ? `user's accuracy is ${wrong}, but numbers from 0 to 1 were expected; guess 0.5 where nothing is known`
      : !(Number.isSafeInteger(least) && least >= 0)
        ? `least is ${least}, but an integer from 0 was expected; 50 to 100 suit most maps`
        : !(units >= 1)
          ? `units is ${units}, but a positive number was expected; give the pixels of the map, or leave it out`
          : null;
  if (problem !== null)
    throw new StatisticsError("OUTSIDE_RANGE", { message: problem, context: { userAccuracy, least, units } });
}
