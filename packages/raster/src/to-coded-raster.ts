import type { CodedRaster } from "./coded-raster.ts";
import type { Grid } from "./grid.ts";
import { assertBlock, mergedValidity } from "./internal/block.ts";
import type { SampleBlock } from "./samples.ts";

/**
 * Turns a one-band block that was read into class values. NaN becomes not valid. The samples are kept, not copied.
 *
 * @throws {RasterError} `SIZE_MISMATCH` if the block does not fit the grid or has more than one band.
 */
export function toCodedRaster(block: SampleBlock, grid: Grid): CodedRaster {
  assertBlock(block, grid, 1);
  const { width, height, geotransform, crs } = grid;
  const validity = mergedValidity(block);
  return Object.freeze({
    kind: "coded-raster",
    width,
    height,
    geotransform,
    crs,
    data: block.data,
    validity,
  });
}
