import { type LabelMap, wholeWindow } from "@undercoat/raster";
import type { Feature } from "./feature.ts";
import { labelBurner, type RasterizeOptions } from "./label-burner.ts";

/**
 * Burns features into the labels of a whole grid, later ones over earlier ones; {@link labelBurner} does it window by
 * window. A pixel is inside where its centre is, or, with `allTouched`, where any of it is.
 *
 * @throws {VectorError} As {@link labelBurner}.
 *
 * @example
 * ```ts
 * const labels = rasterize(features, { grid: image, scheme, burn: () => ({ classIndex: 1 }) });
 * ```
 */
export function rasterize(features: Iterable<Feature>, options: RasterizeOptions): LabelMap {
  return labelBurner(features, options).burn(wholeWindow(options.grid));
}
