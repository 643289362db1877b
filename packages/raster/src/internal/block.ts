import { RasterError } from "../errors.ts";
import type { Grid } from "../grid.ts";
import type { SampleArray, SampleBlock } from "../samples.ts";
import { assertLength } from "./assert-size.ts";

/** Refuses a block whose size differs from the grid's or whose band count is not the one expected. */
export function assertBlock(block: SampleBlock, grid: Grid, bandCount: number): void {
  if (block.width !== grid.width || block.height !== grid.height || block.bandCount !== bandCount) {
    throw new RasterError("SIZE_MISMATCH", {
      message:
        `block is ${block.width}×${block.height} with ${block.bandCount} bands, but ` +
        `${grid.width}×${grid.height} with ${bandCount} were expected; read the window and bands of this grid`,
      context: { width: block.width, height: block.height, bands: block.bandCount, expectedBands: bandCount },
    });
  }
  assertLength("block", block.data, block.width * block.height * block.bandCount);
  if (block.validity !== null)
    assertLength("validity of the block", block.validity, block.width * block.height);
}

/** The validity of a block, with pixels that hold NaN or an infinity added; null where every pixel is valid. */
export function mergedValidity({ data, validity, bandCount, width, height }: SampleBlock): Uint8Array | null {
  const merged = validity === null ? new Uint8Array(width * height).fill(1) : validity.slice();
  if (isFloat(data)) {
    for (let i = 0; i < data.length; i++) {
      if (!Number.isFinite(data[i])) merged[Math.floor(i / bandCount)] = 0;
    }
  }
  return merged.includes(0) ? merged : null;
}

function isFloat(data: SampleArray): data is Float32Array | Float64Array {
  return data instanceof Float32Array || data instanceof Float64Array;
}
