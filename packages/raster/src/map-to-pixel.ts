import type { Geotransform } from "./grid.ts";
import { determinant } from "./internal/placed.ts";

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
  const [g0, g1, g2, g3, g4, g5] = geotransform;
  const area = determinant(geotransform);
  // By differences: large coordinates would cancel in a product with the inverse matrix. North-up grids are
  // divided by the pixel size itself, so that corners of pixels come out whole.
  if (g2 === 0 && g4 === 0) return [(x - g0) / g1, (y - g3) / g5];
  return [((x - g0) * g5 - (y - g3) * g2) / area, ((y - g3) * g1 - (x - g0) * g4) / area];
}
