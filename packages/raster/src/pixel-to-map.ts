import type { Geotransform } from "./grid.ts";

/**
 * Map coordinates of a place counted in pixels: (0, 0) is the top left corner of the first pixel,
 * (0.5, 0.5) its centre.
 *
 * @example
 * ```ts
 * pixelToMap([500_000, 0.5, 0, 9_000_000, 0, -0.5], 2, 4); // [500001, 8999998]
 * ```
 */
export function pixelToMap(
  geotransform: Geotransform,
  column: number,
  row: number,
): readonly [x: number, y: number] {
  const [g0, g1, g2, g3, g4, g5] = geotransform;
  return [g0 + column * g1 + row * g2, g3 + column * g4 + row * g5];
}
