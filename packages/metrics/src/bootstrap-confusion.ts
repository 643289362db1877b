import { type BootstrapInterval, type BootstrapOptions, bootstrapIntervals } from "@undercoat/statistics";
import type { ConfusionCounts } from "./confusion-matrix.ts";
import { assertUnits } from "./internal/assert-units.ts";
import { sparseCounts, sumDrawn } from "./internal/sparse-counts.ts";
import { mergedConfusion } from "./merged-confusion.ts";

/** A number over all units, and how sure it is. */
export interface MeasuredInterval extends BootstrapInterval {
  /** Over all units together; null where undefined. */
  readonly value: number | null;
}

/** Numbers of a confusion matrix, null where undefined, such as `(confusion) => iouPerClass(confusion)`. */
export type ConfusionMeasure = (confusion: ConfusionCounts) => readonly (number | null)[];

/**
 * Block bootstrap: intervals of any numbers of a confusion matrix, by drawing whole units (scenes, or the blocks of
 * {@link blockConfusion}) with replacement. Units without a valid pixel are left out before.
 *
 * @remarks A few dozen units are needed for an interval that means what it says; a single one gives none, and the reason.
 *   The interval leaves out what all units share, such as one season or one labeller.
 * @throws {MetricsError} `EMPTY_INPUT` without a unit that holds a valid pixel; `SCHEME_MISMATCH`.
 * @see {@link https://doi.org/10.1214/aos/1176347265 | Künsch 1989}
 *
 * @example
 * ```ts
 * const [mean] = bootstrapConfusion(scenes, (confusion) => [meanIou(confusion).value], { rng });
 * ```
 */
export function bootstrapConfusion(
  units: readonly ConfusionCounts[],
  measure: ConfusionMeasure,
  options: BootstrapOptions,
): readonly MeasuredInterval[] {
  const used = units.filter(({ counts }) => counts.some((count) => count > 0));
  assertUnits(used.length, units.length);
  const { scheme, counts } = mergedConfusion(used);
  const values = measure({ scheme, counts });
  const sparse = used.map(sparseCounts);
  const sum = new Float64Array(counts.length);
  const intervals = bootstrapIntervals(
    used.length,
    (drawn) => {
      sumDrawn(sum, sparse, drawn);
      return measure({ scheme, counts: sum });
    },
    options,
  );
  return intervals.map((interval, index) => ({ ...interval, value: values[index] ?? null }));
}
