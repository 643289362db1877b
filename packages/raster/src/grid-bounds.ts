import type { Grid } from "./grid.ts";
import { placed } from "./internal/placed.ts";
import { pixelToMap } from "./pixel-to-map.ts";

/** A rectangle in map coordinates, along the axes of the CRS. */
export interface Bounds {
  readonly xMin: number;
  readonly yMin: number;
  readonly xMax: number;
  readonly yMax: number;
}

/**
 * The smallest rectangle in map coordinates that holds the grid; also for rotated and south-up grids.
 *
 * @throws {RasterError} `GEOTRANSFORM_UNUSABLE` if the grid has no geotransform, or pixels without area.
 */
export function gridBounds(grid: Grid): Bounds {
  const geotransform = placed("grid", grid);
  const { width, height } = grid;
  const corners = [
    pixelToMap(geotransform, 0, 0),
    pixelToMap(geotransform, width, 0),
    pixelToMap(geotransform, 0, height),
    pixelToMap(geotransform, width, height),
  ];
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return { xMin: Math.min(...xs), yMin: Math.min(...ys), xMax: Math.max(...xs), yMax: Math.max(...ys) };
}
