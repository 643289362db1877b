import { type BinaryMap, erode, squaredDistance } from "@undercoat/morphology";
import { IGNORE_INDEX, type LabelMap } from "@undercoat/raster";
import type { ClassMean } from "./class-mean.ts";
import { assertPositive, assertSameMaps } from "./internal/assert-maps.ts";
import { meanOfDefined, ratio } from "./internal/margins.ts";

/** Options of {@link boundaryF1}. */
export interface BoundaryF1Options {
  /** How far apart boundaries may lie, in pixels. Default: 0.75 % of the map's diagonal, at least 1. */
  readonly tolerance?: number;
}

/** How well the boundaries of one class agree. */
export interface BoundaryScores {
  /** Share of the predicted boundary that lies near the reference's; null without a predicted boundary. */
  readonly precision: number | null;
  /** Share of the reference's boundary that lies near the predicted one; null without one. */
  readonly recall: number | null;
  /** Null where neither map has a boundary of the class; 0 where one has. */
  readonly f1: number | null;
}

/** Boundary F1 of every class. */
export interface BoundaryF1 {
  readonly tolerance: number;
  readonly perClass: readonly BoundaryScores[];
  readonly mean: ClassMean;
}

/** As the Berkeley benchmark, of the diagonal. */
const DEFAULT_SHARE = 0.0075;

/**
 * Boundary F1 (BF score): boundary pixels of each class that have a boundary pixel of the other map within `tolerance`
 * (Euclidean). A boundary is where a class meets another one: the edge of the map and ignored pixels make none.
 *
 * @throws {MetricsError} `SIZE_MISMATCH`, `SCHEME_MISMATCH`, `OPTION_OUTSIDE`.
 * @see {@link https://doi.org/10.5244/C.27.32 | Csurka et al. 2013}
 *
 * @example
 * ```ts
 * const { perClass } = boundaryF1(labels, predicted, { tolerance: 2 });
 * ```
 */
export function boundaryF1(
  reference: LabelMap,
  predicted: LabelMap,
  { tolerance }: BoundaryF1Options = {},
): BoundaryF1 {
  assertSameMaps(reference, predicted);
  const { width, height, scheme } = reference;
  const near = tolerance ?? Math.max(1, DEFAULT_SHARE * Math.hypot(width, height));
  assertPositive(near, "tolerance");
  const perClass = scheme.classes.map((_, index) => {
    const [a, b] = [boundary(reference, reference, index), boundary(predicted, reference, index)];
    return scores(shareNear(b, a, near), shareNear(a, b, near));
  });
  const absent = scheme.classes.filter((_, index) => perClass[index]!.f1 === null);
  return {
    tolerance: near,
    perClass,
    mean: {
      value: meanOfDefined(perClass.map(({ f1 }) => f1)),
      absentClasses: absent.map(({ name }) => name),
    },
  };
}

function scores(precision: number | null, recall: number | null): BoundaryScores {
  if (precision === null && recall === null) return { precision, recall, f1: null };
  const [p, r] = [precision ?? 0, recall ?? 0];
  return { precision, recall, f1: p + r === 0 ? 0 : (2 * p * r) / (p + r) };
}

/** Pixels of a class with another class among their eight neighbours. */
function boundary(labels: LabelMap, reference: LabelMap, classIndex: number): BinaryMap {
  const { width, height, data } = labels;
  const isIgnored = (pixel: number) => reference.data[pixel] === IGNORE_INDEX;
  const filled = data.map((index, pixel) =>
    index === classIndex || index === IGNORE_INDEX || isIgnored(pixel) ? 1 : 0,
  );
  const inner = erode(
    { width, height, data: filled },
    { shape: "square", radius: 1 },
    { border: "foreground" },
  );
  const edge = data.map((index, pixel) =>
    index === classIndex && !isIgnored(pixel) && inner.data[pixel] === 0 ? 1 : 0,
  );
  return { width, height, data: edge };
}

/** Share of the pixels of `from` with one of `to` within `tolerance`. */
function shareNear(from: BinaryMap, to: BinaryMap, tolerance: number): number | null {
  const distances = squaredDistance(to);
  let [all, near] = [0, 0];
  for (let pixel = 0; pixel < from.data.length; pixel++) {
    if (from.data[pixel] === 0) continue;
    all += 1;
    if (distances !== null && distances[pixel]! <= tolerance * tolerance) near += 1;
  }
  return ratio(near, all);
}
