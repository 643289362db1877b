import { connectedComponents } from "@undercoat/morphology";
import { IGNORE_INDEX, type Window } from "@undercoat/raster";
import * as z from "zod";
import { boundsOf } from "./internal/bounds.ts";
import { parsedOptions } from "./internal/parsed-options.ts";
import { assertMap, type QualityMap } from "./patch-quality.ts";

/** Options of {@link objectQuality}. */
export const ObjectQualityOptions = z.strictObject({
  /** Classes whose connected components are objects, such as buildings. Default: all. */
  classIndices: z
    .array(
      z
        .int()
        .min(0)
        .max(IGNORE_INDEX - 1),
    )
    .readonly()
    .optional(),
  /** 4: pixels touch along an edge; 8: at a corner too. */
  connectivity: z.union([z.literal(4), z.literal(8)]).default(8),
});
/** Options of {@link objectQuality}. */
export type ObjectQualityOptions = z.input<typeof ObjectQualityOptions>;

/** A connected component of the labels, and how well it fits. */
export interface ObjectQuality {
  readonly classIndex: number;
  readonly bounds: Window;
  readonly pixels: number;
  /** Mean quality of its pixels, from 0 (surely wrong) to 1. */
  readonly score: number;
}

/**
 * Labelled objects from the worst to the best: the mean quality of each connected component of a class.
 *
 * @throws {NoiseEstimationError} `SIZE_MISMATCH`, `OPTIONS_REFUSED`
 *
 * @example
 * ```ts
 * const [worst] = objectQuality(labels, quality, { classIndices: [1] });
 * ```
 */
export function objectQuality(
  labels: { readonly width: number; readonly height: number; readonly data: Uint8Array },
  quality: QualityMap,
  options: ObjectQualityOptions = {},
): ObjectQuality[] {
  const { connectivity, classIndices } = parsedOptions(ObjectQualityOptions, options);
  assertMap(labels);
  assertMap({ width: labels.width, height: labels.height, data: quality.data });
  const wanted = classIndices ?? [...new Set(labels.data)].filter((k) => k !== IGNORE_INDEX);
  const objects = wanted.flatMap((classIndex) => {
    const { width, height } = labels;
    const inside = labels.data.map((k) => (k === classIndex ? 1 : 0));
    const { data, count, sizes } = connectedComponents({ width, height, data: inside }, { connectivity });
    const sums = new Float64Array(count);
    for (let pixel = 0; pixel < data.length; pixel++)
      if (data[pixel] !== 0) sums[data[pixel]! - 1]! += quality.data[pixel]!;
    const bounds = boundsOf({ width, data }, count);
    return Array.from(sums, (sum, at) => ({
      classIndex,
      bounds: bounds[at]!,
      pixels: sizes[at]!,
      score: sum / sizes[at]!,
    }));
  });
  return objects.toSorted((a, b) => a.score - b.score);
}
