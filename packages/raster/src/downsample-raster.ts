import { coarseGrid } from "./coarse-grid.ts";
import { forEachInBlocks } from "./internal/for-each-in-blocks.ts";
import { type Raster, raster } from "./raster.ts";

/** Options of {@link downsampleRaster}. */
export interface DownsampleOptions {
  /** Round means to integers, halves to the even neighbour (as NumPy does). Default: keep fractions. */
  readonly round?: boolean;
}

/**
 * Mean of every `factor × factor` block over its valid pixels; a block without any is not valid and holds 0.
 * Blocks at the far edges may be partial.
 *
 * @throws {RasterError} `FACTOR_UNUSABLE` if the factor is not a positive integer.
 */
export function downsampleRaster(
  source: Raster,
  factor: number,
  { round = false }: DownsampleOptions = {},
): Raster {
  const grid = coarseGrid(source, factor);
  const bandCount = source.bands.length;
  const counts = new Uint32Array(grid.width * grid.height);
  const sums = new Float64Array(counts.length * bandCount);
  forEachInBlocks(source, factor, (block, pixel) => {
    if (source.validity?.[pixel] === 0) return;
    counts[block]! += 1;
    for (let band = 0; band < bandCount; band++) {
      sums[block * bandCount + band]! += source.data[pixel * bandCount + band]!;
    }
  });
  const data = new Float32Array(sums.length);
  for (let i = 0; i < data.length; i++) {
    const mean = Math.fround(sums[i]! / Math.max(1, counts[Math.floor(i / bandCount)]!));
    data[i] = round ? roundHalfToEven(mean) : mean;
  }
  const validity = counts.includes(0) ? Uint8Array.from(counts, (count) => (count > 0 ? 1 : 0)) : null;
  return raster({ ...grid, bands: source.bands, data, validity });
}

function roundHalfToEven(value: number): number {
  const floor = Math.floor(value);
  const fraction = value - floor;
  if (fraction !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
