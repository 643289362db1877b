import { IGNORE_INDEX, type LabelMap, labelMap } from "@undercoat/raster";
import { polygonize, rasterize } from "@undercoat/vector";
import * as z from "zod";
import { assertClasses } from "./internal/assert-classes.ts";
import { Connectivity, lossShape } from "./internal/class-shape.ts";
import { defineNoise, parsedOptions } from "./internal/define-noise.ts";
import { lengthStrength } from "./internal/strength.ts";
import type { LabelNoise } from "./label-noise.ts";

/** Options of {@link simplificationNoise}. */
export const SimplificationNoiseOptions = z.strictObject({
  /** How far a simplified outline may lie from the pixels' edges, in pixels. */
  tolerance: z.number().min(0),
  connectivity: Connectivity.default(4),
  ...lossShape,
});
/** Options of {@link simplificationNoise}. */
export type SimplificationNoiseOptions = z.input<typeof SimplificationNoiseOptions>;

const PIXELS = [0, 1, 0, 0, 0, 1] as const;

/**
 * Simplification: the outlines of all regions lose corners (Douglas and Peucker), as if they were drawn by fewer clicks, and
 * are burnt again. Borders between two regions stay shared, without gaps; where outlines would cross, they keep more
 * corners. Outlines that meet ignored pixels may leave labels without a region: these stay as they are.
 *
 * @remarks Nothing is drawn. The whole scene is needed.
 * @throws {LabelNoiseError} `OPTIONS_REFUSED`
 * @see {@link https://doi.org/10.3138/FM57-6770-U75U-7727 | Douglas and Peucker 1973}
 *
 * @example
 * ```ts
 * const { labels: noisy } = simplificationNoise({ tolerance: 2 }).apply(labels, rng);
 * ```
 */
export function simplificationNoise(options: SimplificationNoiseOptions): LabelNoise {
  const name = "simplification";
  const parsed = parsedOptions(name, SimplificationNoiseOptions, options);
  const { tolerance, connectivity } = parsed;
  return defineNoise({
    name,
    options: parsed,
    strength: lengthStrength(tolerance, (factor) =>
      simplificationNoise({ ...parsed, tolerance: tolerance * factor }),
    ),
    make(labels: LabelMap) {
      if (tolerance === 0) return { data: labels.data.slice(), facts: {} };
      assertClasses(labels);
      const onPixels = labelMap({ ...labels, geotransform: PIXELS });
      const { features } = polygonize(onPixels, { connectivity, simplify: tolerance });
      const { data } = rasterize(features, {
        grid: onPixels,
        scheme: labels.scheme,
        background: IGNORE_INDEX,
        burn: ({ properties }) => ({ classIndex: Number(properties["classIndex"]) }),
      });
      for (let pixel = 0; pixel < data.length; pixel++) {
        if (data[pixel] === IGNORE_INDEX) data[pixel] = labels.data[pixel]!;
      }
      return { data, facts: { regions: features.length } };
    },
  });
}
