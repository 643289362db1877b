import { RasterError } from "./errors.ts";
import type { Grid } from "./grid.ts";

/**
 * The grid of `factor × factor` blocks, as {@link downsampleRaster} and {@link downsampleLabels} give it; blocks at the
 * far edges may be partial.
 *
 * @throws {RasterError} `FACTOR_UNUSABLE` if the factor is not a positive integer.
 */
export function coarseGrid(grid: Grid, factor: number): Grid {
  if (!Number.isInteger(factor) || factor < 1) {
    throw new RasterError("FACTOR_UNUSABLE", {
      message: `downsampling factor is ${factor}, but a positive integer was expected; give the block size in pixels`,
      context: { factor },
    });
  }
  const g = grid.geotransform;
  return {
    width: Math.ceil(grid.width / factor),
    height: Math.ceil(grid.height / factor),
    geotransform: g && [g[0], g[1] * factor, g[2] * factor, g[3], g[4] * factor, g[5] * factor],
    crs: grid.crs,
  };
}
