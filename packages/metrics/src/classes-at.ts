import type { LabelMap } from "@undercoat/raster";
import { MetricsError } from "./errors.ts";

/**
 * Class indices of a map at some of its pixels: for sparse labels, such as points checked in the field, whose classes are
 * then counted against these.
 *
 * @param pixels - Positions in the map's data, `row · width + column`.
 * @throws {MetricsError} `PIXEL_OUTSIDE` if a position is not one of the map.
 *
 * @example
 * ```ts
 * confusion.update(points.classes, classesAt(predicted, points.pixels));
 * ```
 */
export function classesAt(labels: Pick<LabelMap, "data">, pixels: ArrayLike<number>): Uint8Array {
  return Uint8Array.from(pixels, (pixel, point) => {
    const index = labels.data[pixel];
    if (index !== undefined) return index;
    throw new MetricsError("PIXEL_OUTSIDE", {
      message: `point ${point} is at pixel ${pixel}, but the map has pixels 0 to ${labels.data.length - 1}; leave out points beyond it`,
      context: { point, pixel, pixels: labels.data.length },
    });
  });
}
