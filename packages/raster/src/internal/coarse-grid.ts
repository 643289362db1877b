import { RasterError } from "../errors.ts";
import type { Grid } from "../grid.ts";

/** The grid of `factor × factor` blocks; blocks at the far edges may be partial. */
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

/** Calls `visit(block, pixel)` for every pixel, with the number of the block that holds it. */
export function forEachInBlocks(
  { width, height }: { readonly width: number; readonly height: number },
  factor: number,
  visit: (block: number, pixel: number) => void,
): void {
  const columns = Math.ceil(width / factor);
  for (let row = 0; row < height; row++) {
    const firstBlock = Math.floor(row / factor) * columns;
    for (let column = 0; column < width; column++) {
      visit(firstBlock + Math.floor(column / factor), row * width + column);
    }
  }
}
