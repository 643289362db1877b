import { type BinaryMap, erode } from "@undercoat/morphology";
import type { LabelMap } from "@undercoat/raster";
import type { ClassMean } from "./class-mean.ts";
import { assertPositive, assertSameMaps } from "./internal/assert-maps.ts";
import { classPixels, roundHalfEven } from "./internal/class-pixels.ts";
import { meanOfDefined, ratio } from "./internal/margins.ts";

/** Options of {@link boundaryIou}. */
export interface BoundaryIouOptions {
  /** Width of the boundary band as a share of the map's diagonal. Default: 0.02. */
  readonly dilationRatio?: number;
}

/** IoU of the boundary bands. */
export interface BoundaryIou {
  /** Width of the bands in pixels. */
  readonly distance: number;
  /** Null where neither map has the class. */
  readonly perClass: readonly (number | null)[];
  readonly mean: ClassMean;
  /** Pixels of both bands and of either, by class: summed over scenes, they give the IoU over all. */
  readonly intersections: readonly number[];
  readonly unions: readonly number[];
}

/**
 * Boundary IoU: the IoU of what lies within `distance` pixels inside the boundary of each class. Large objects count by their
 * outline, as small ones do. `distance = max(1, round(dilationRatio · √(width² + height²)))`; beyond the map is background.
 *
 * @remarks Pixels that the reference ignores are of no class in both maps, so that holes in the labels make boundaries too:
 *   give densely labelled maps, not sparse points.
 * @throws {MetricsError} `SIZE_MISMATCH`, `SCHEME_MISMATCH`, `OPTION_OUTSIDE`.
 * @see {@link https://arxiv.org/abs/2103.16562 | Cheng et al. 2021}
 *
 * @example
 * ```ts
 * const { perClass, mean } = boundaryIou(labels, predicted);
 * ```
 */
export function boundaryIou(
  reference: LabelMap,
  predicted: LabelMap,
  { dilationRatio = 0.02 }: BoundaryIouOptions = {},
): BoundaryIou {
  assertSameMaps(reference, predicted);
  assertPositive(dilationRatio, "dilationRatio");
  const { classes } = reference.scheme;
  const diagonal = Math.hypot(reference.width, reference.height);
  const distance = Math.max(1, roundHalfEven(dilationRatio * diagonal));
  const counts = classes.map((_, index) =>
    overlap(
      band(classPixels(reference, reference, index), distance),
      band(classPixels(predicted, reference, index), distance),
    ),
  );
  const perClass = counts.map(([both, either]) => ratio(both, either));
  const absent = classes.filter((_, index) => perClass[index] === null);
  return {
    distance,
    perClass,
    mean: { value: meanOfDefined(perClass), absentClasses: absent.map(({ name }) => name) },
    intersections: counts.map(([both]) => both),
    unions: counts.map(([, either]) => either),
  };
}

function band(map: BinaryMap, radius: number): Uint8Array {
  const inner = erode(map, { shape: "square", radius }).data;
  return map.data.map((inside, pixel) => inside & (1 - inner[pixel]!));
}

function overlap(a: Uint8Array, b: Uint8Array): readonly [both: number, either: number] {
  let [both, either] = [0, 0];
  for (let pixel = 0; pixel < a.length; pixel++) {
    both += a[pixel]! & b[pixel]!;
    either += a[pixel]! | b[pixel]!;
  }
  return [both, either];
}
