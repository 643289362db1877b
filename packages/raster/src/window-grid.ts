import { cropGeotransform } from "./crop-geotransform.ts";
import type { Grid } from "./grid.ts";
import { assertWindow } from "./internal/assert-window.ts";
import type { Window } from "./window.ts";

/**
 * The grid of a window: its size, and the place of its pixels.
 *
 * @throws {RasterError} `WINDOW_OUTSIDE` if the window does not lie inside the grid.
 */
export function windowGrid(grid: Grid, window: Window): Grid {
  assertWindow(window, grid);
  const { width, height } = window;
  return { width, height, geotransform: cropGeotransform(grid.geotransform, window), crs: grid.crs };
}
