import type { Grid } from "./grid.ts";
import type { Bounds } from "./grid-bounds.ts";
import { placed } from "./internal/placed.ts";
import { mapToPixel } from "./map-to-pixel.ts";
import type { Window } from "./window.ts";

/** A coordinate this close to a pixel's edge lies on it: what is lost in a file's decimals opens no new pixel. */
const SNAP_PIXELS = 1e-6;

/**
 * The smallest window of whole pixels that covers a rectangle in map coordinates, cut to the grid;
 * null where nothing of it lies on the grid. An edge within 10⁻⁶ pixels of a pixel's edge counts as on it.
 *
 * @throws {RasterError} `GEOTRANSFORM_UNUSABLE` if the grid has no geotransform, or pixels without area.
 */
export function windowOfBounds(grid: Grid, { xMin, yMin, xMax, yMax }: Bounds): Window | null {
  const geotransform = placed("grid", grid);
  const corners = [
    mapToPixel(geotransform, xMin, yMin),
    mapToPixel(geotransform, xMin, yMax),
    mapToPixel(geotransform, xMax, yMin),
    mapToPixel(geotransform, xMax, yMax),
  ];
  const columns = covered(
    corners.map(([column]) => column),
    grid.width,
  );
  const rows = covered(
    corners.map(([, row]) => row),
    grid.height,
  );
  if (!(columns.to > columns.from && rows.to > rows.from)) return null;
  return { x: columns.from, y: rows.from, width: columns.to - columns.from, height: rows.to - rows.from };
}

function covered(places: readonly number[], size: number): { from: number; to: number } {
  const from = Math.max(0, Math.floor(Math.min(...places) + SNAP_PIXELS));
  return { from, to: Math.min(size, Math.ceil(Math.max(...places) - SNAP_PIXELS)) };
}
