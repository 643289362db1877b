import { RasterError } from "./errors.ts";
import type { Grid } from "./grid.ts";
import { assertBlock, mergedValidity } from "./internal/block.ts";
import { type Band, type Raster, raster } from "./raster.ts";
import type { SampleArray, SampleBlock } from "./samples.ts";

/** Options of {@link toRaster}. */
export interface ToRasterOptions {
  /** Round samples that float32 cannot hold exactly, instead of refusing them. Default: refuse. */
  readonly allowLoss?: boolean;
}

/**
 * Turns a block that was read into a Float32 raster. Pixels with a sample that is not finite become
 * not valid, and every pixel that is not valid holds 0, so that none of them changes a number later.
 *
 * @throws {RasterError} `LOSSY_CONVERSION` if a valid sample has no exact float32; `SIZE_MISMATCH`.
 */
export function toRaster(
  block: SampleBlock,
  grid: Grid,
  bands: readonly Band[],
  { allowLoss = false }: ToRasterOptions = {},
): Raster {
  assertBlock(block, grid, bands.length);
  const validity = mergedValidity(block);
  const data = Float32Array.from(block.data);
  clearOutside(data, validity, bands.length);
  if (!allowLoss && canLose(block.data)) assertExact(block.data, data, { validity, bands });
  const { width, height, geotransform, crs } = grid;
  return raster({ width, height, bands, data, validity, geotransform, crs });
}

function clearOutside(data: Float32Array, validity: Uint8Array | null, bandCount: number): void {
  validity?.forEach((valid, pixel) => {
    if (valid === 0) data.fill(0, pixel * bandCount, (pixel + 1) * bandCount);
  });
}

function canLose(samples: SampleArray): boolean {
  return samples instanceof Uint32Array || samples instanceof Int32Array || samples instanceof Float64Array;
}

function assertExact(
  samples: SampleArray,
  data: Float32Array,
  { validity, bands }: { validity: Uint8Array | null; bands: readonly Band[] },
): void {
  for (let i = 0; i < data.length; i++) {
    const pixel = Math.floor(i / bands.length);
    if (samples[i] === data[i] || validity?.[pixel] === 0) continue;
    const name = bands[i % bands.length]?.name;
    throw new RasterError("LOSSY_CONVERSION", {
      message:
        `band "${name}" holds ${samples[i]}, which float32 rounds to ${data[i]}; ` +
        "scale or shift the samples first, or pass allowLoss: true",
      context: { value: samples[i], rounded: data[i], band: name, pixel },
    });
  }
}
