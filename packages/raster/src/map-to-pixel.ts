import type { Geotransform } from "./grid.ts";
import { vectorToPixel } from "./internal/placed.ts";

/**
 * Where a map coordinate lies, counted in pixels from the top left corner of the first pixel: the inverse of
 * {@link pixelToMap}. The pixel that holds it is the whole part of both numbers.
 *
 * @throws {RasterError} `GEOTRANSFORM_UNUSABLE` if pixels of this geotransform have no area.
 */
export function mapToPixel(
  geotransform: Geotransform,
  x: number,
  y: number,
): readonly [column: number, row: number] {
  // By differences: large coordinates would cancel in a product with the inverse matrix.
  return vectorToPixel(geotransform, x - geotransform[0], y - geotransform[3]);
}
