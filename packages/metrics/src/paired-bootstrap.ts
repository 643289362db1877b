import { type BootstrapInterval, type BootstrapOptions, bootstrapIntervals } from "@undercoat/statistics";
import type { ConfusionMeasure } from "./bootstrap-confusion.ts";
import type { ConfusionCounts } from "./confusion-matrix.ts";
import { MetricsError } from "./errors.ts";
import { assertUnits } from "./internal/assert-units.ts";
import { classMargins } from "./internal/margins.ts";
import { sparseCounts, sumDrawn } from "./internal/sparse-counts.ts";
import { mergedConfusion } from "./merged-confusion.ts";

/** How much a number of two models differs on the same pixels. */
export interface PairedDifferenceInterval extends BootstrapInterval {
  /** Of the first and the second model over all units; null where undefined. */
  readonly first: number | null;
  readonly second: number | null;
  /** `first − second`; null where one of them is undefined. */
  readonly difference: number | null;
  /** `"above"` or `"below"` where the interval leaves 0 out, else `"cannot tell"`. */
  readonly verdict: "above" | "below" | "cannot tell";
}

/**
 * Paired block bootstrap of two models on the same pixels: both are measured on the same units drawn, so that what makes a
 * scene hard for both does not blur the difference.
 *
 * @param first - Confusion matrices of one model, unit by unit.
 * @param second - Those of the other one, of the same units in the same order.
 * @throws {MetricsError} `PAIRS_DIFFER` if the numbers of units, or the labels of a unit, are not the same in both;
 *   `EMPTY_INPUT`, `SCHEME_MISMATCH`.
 *
 * @example
 * ```ts
 * const measure = (confusion: ConfusionCounts) => [meanIou(confusion).value];
 * const [gain] = pairedBootstrap({ first: pretrained, second: scratch, measure }, { rng });
 * ```
 */
export function pairedBootstrap(
  {
    first,
    second,
    measure,
  }: {
    readonly first: readonly ConfusionCounts[];
    readonly second: readonly ConfusionCounts[];
    readonly measure: ConfusionMeasure;
  },
  options: BootstrapOptions,
): readonly PairedDifferenceInterval[] {
  assertPairs(first, second);
  const held = first.map(({ counts }) => counts.some((count) => count > 0));
  const [a, b] = [first, second].map((units) => units.filter((_, unit) => held[unit])) as [
    ConfusionCounts[],
    ConfusionCounts[],
  ];
  assertUnits(a.length, first.length);
  const [ofFirst, ofSecond] = [sampler(a, measure), sampler(b, measure)];
  const intervals = bootstrapIntervals(
    a.length,
    (drawn) => differences(ofFirst.draw(drawn), ofSecond.draw(drawn)),
    options,
  );
  const difference = differences(ofFirst.values, ofSecond.values);
  return intervals.map((interval, index) => ({
    ...interval,
    first: ofFirst.values[index] ?? null,
    second: ofSecond.values[index] ?? null,
    difference: difference[index] ?? null,
    verdict: verdictOf(interval.interval),
  }));
}

function sampler(units: readonly ConfusionCounts[], measure: ConfusionMeasure) {
  const { scheme, counts } = mergedConfusion(units);
  const sparse = units.map(sparseCounts);
  const sum = new Float64Array(counts.length);
  return {
    values: measure({ scheme, counts }),
    draw(drawn: Uint32Array) {
      sumDrawn(sum, sparse, drawn);
      return measure({ scheme, counts: sum });
    },
  };
}

function differences(
  first: readonly (number | null)[],
  second: readonly (number | null)[],
): readonly (number | null)[] {
  return first.map((value, index) => {
    const other = second[index] ?? null;
    return value === null || other === null ? null : value - other;
  });
}

function verdictOf(interval: readonly [number, number] | null): PairedDifferenceInterval["verdict"] {
  if (interval !== null && interval[0] > 0) return "above";
  if (interval !== null && interval[1] < 0) return "below";
  return "cannot tell";
}

function assertPairs(first: readonly ConfusionCounts[], second: readonly ConfusionCounts[]): void {
  if (first.length !== second.length)
    throw new MetricsError("PAIRS_DIFFER", {
      message: `the first model has ${first.length} units, but the second has ${second.length}; give both for the same scenes or blocks, in one order`,
      context: { first: first.length, second: second.length },
    });
  const labels = (confusion: ConfusionCounts) =>
    classMargins(confusion)
      .map(({ reference }) => reference)
      .join(", ");
  const unit = first.findIndex((confusion, index) => labels(confusion) !== labels(second[index]!));
  if (unit === -1) return;
  throw new MetricsError("PAIRS_DIFFER", {
    message: `unit ${unit} holds ${labels(first[unit]!)} labelled pixels by class for the first model, but ${labels(second[unit]!)} for the second; count both models on the same pixels`,
    context: { unit },
  });
}
