import type { ConfusionCounts } from "./confusion-matrix.ts";
import { assertPositive } from "./internal/assert-maps.ts";
import { classMargins, ratio } from "./internal/margins.ts";

/** Options of {@link areaErrorPerClass}. */
export interface AreaErrorOptions {
  /** Hectares that one pixel covers on the ground. */
  readonly pixelHectares: number;
}

/** Mapped area of one class in both maps. */
export interface AreaError {
  readonly className: string;
  readonly referenceHectares: number;
  readonly predictedHectares: number;
  /** Predicted less reference. */
  readonly errorHectares: number;
  /** Error as a share of the reference; null where the reference has none. */
  readonly relativeError: number | null;
}

/**
 * How much too large or too small each class is mapped, in hectares, over the pixels that have a label and a prediction.
 * Errors of both kinds cancel here: a small area error says nothing about where the class lies.
 *
 * @remarks For the area on the ground with its uncertainty, take `stratifiedEstimate` of `@undercoat/statistics`.
 * @throws {MetricsError} `OPTION_OUTSIDE` if a pixel's area is not positive.
 *
 * @example
 * ```ts
 * const [forest] = areaErrorPerClass(confusion, { pixelHectares: 0.01 });
 * ```
 */
export function areaErrorPerClass(
  confusion: ConfusionCounts,
  { pixelHectares }: AreaErrorOptions,
): readonly AreaError[] {
  assertPositive(pixelHectares, "pixelHectares");
  return classMargins(confusion).map(({ name, reference, predicted }) => ({
    className: name,
    referenceHectares: reference * pixelHectares,
    predictedHectares: predicted * pixelHectares,
    errorHectares: (predicted - reference) * pixelHectares,
    relativeError: ratio(predicted - reference, reference),
  }));
}
