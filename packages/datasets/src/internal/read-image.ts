import {
  type Band,
  type Grid,
  gridMismatch,
  type Raster,
  raster,
  resampleRaster,
  toRaster,
  type Window,
  windowGrid,
  windowUnder,
} from "@undercoat/raster";
import type { ChosenBands } from "./choose-bands.ts";
import { crsTransform } from "./crs-transform.ts";

/** How an image on another grid is brought onto the scene's. */
export type ImageMethod = "nearest" | "bilinear" | "average";

/** Bands of one raster on a window of the scene's grid. */
export type ReadPart = (window: Window, signal: AbortSignal | undefined) => Promise<Raster>;

/** How to read the chosen bands of one raster, resampled where it lies on another grid. */
export function partReader(
  { source, numbers }: ChosenBands,
  grid: Grid,
  method: ImageMethod | undefined,
): ReadPart {
  const bands: readonly Band[] = numbers.map((number) => source.bands[number - 1]!);
  const read = async (window: Window, signal: AbortSignal | undefined) => {
    const block = await source.read({ window, bands: numbers, ...(signal === undefined ? {} : { signal }) });
    return toRaster(block, windowGrid(source, window), bands);
  };
  if (gridMismatch(grid, source) === null) return read;
  const options = crsTransform(grid, source);
  return async (window, signal) => {
    const target = windowGrid(grid, window);
    const under = windowUnder(source, target, options);
    if (under === null) return outside(target, bands);
    return resampleRaster(await read(under, signal), target, { method: method ?? "bilinear", ...options });
  };
}

/** Bands of several rasters side by side; a pixel is valid where it is in all of them, and 0 elsewhere. */
export function mergeBands(
  parts: readonly Raster[],
  places: readonly (readonly number[])[],
  bands: readonly Band[],
): Raster {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return first.bands === bands ? first : { ...first, bands };
  const { width, height, geotransform, crs } = first!;
  const validity = new Uint8Array(width * height).fill(1);
  for (const part of parts) {
    part.validity?.forEach((valid, pixel) => {
      if (valid === 0) validity[pixel] = 0;
    });
  }
  const data = new Float32Array(width * height * bands.length);
  parts.forEach((part, index) => {
    const count = part.bands.length;
    places[index]!.forEach((place, band) => {
      for (let pixel = 0; pixel < validity.length; pixel++)
        if (validity[pixel] === 1) data[pixel * bands.length + place] = part.data[pixel * count + band]!;
    });
  });
  const known = validity.includes(0) ? validity : null;
  return raster({ width, height, bands, data, validity: known, geotransform, crs });
}

function outside(grid: Grid, bands: readonly Band[]): Raster {
  const pixels = grid.width * grid.height;
  const data = new Float32Array(pixels * bands.length);
  return raster({ ...grid, bands, data, validity: new Uint8Array(pixels) });
}
