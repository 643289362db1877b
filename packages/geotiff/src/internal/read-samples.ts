import { type RasterSource, type ReadOptions, type SampleBlock, wholeWindow } from "@undercoat/raster";
import { assertAffordable, assertBands, assertLevel, assertWindow } from "./assert-request.ts";
import { readPiece } from "./image.ts";
import type { Reading } from "./reading.ts";
import { bytesPerSample } from "./samples-of.ts";
import { clearNodataInto, sharedValidity } from "./validity.ts";

/**
 * Answers one `read` of a raster source.
 *
 * @throws {GeoTiffError} `LEVEL_MISSING`, `WINDOW_OUTSIDE`, `BAND_MISSING`, `WINDOW_TOO_LARGE`, `BROKEN_BLOCK`
 */
export async function readSamples(
  reading: Reading,
  request: ReadOptions,
  most: number,
): Promise<SampleBlock> {
  const { name, levels, rules } = reading;
  const { level: position = 0, signal } = request;
  assertLevel(position, { name, levels: levelsOf(reading) });
  const level = levels[position] ?? levels[0];
  const { layout } = level.image;
  const { window = wholeWindow(layout) } = request;
  const bands = request.bands ?? Array.from({ length: layout.samples }, (_, index) => index + 1);
  assertWindow(window, { name, width: layout.width, height: layout.height });
  assertBands(bands, { name, bandCount: layout.samples });
  const { width, height } = window;
  const bytes = width * height * bands.length * bytesPerSample(layout.sampleType);
  assertAffordable(bytes, { name, window, most });
  const samples = bands.map((band) => band - 1);
  const data = await readPiece(level.image, { window, samples, signal });
  const shared = await sharedValidity(level, rules, { window, signal });
  const isFloat = data instanceof Float32Array || data instanceof Float64Array;
  if (shared === null && rules.nodata === null && !isFloat)
    return { width, height, bandCount: bands.length, data, validity: null };
  const validity = shared ?? new Uint8Array(width * height).fill(1);
  // Alpha has been looked at: its own value is never "no data".
  const checked = samples.flatMap((sample, band) => (sample === rules.alpha ? [] : [band]));
  clearNodataInto(validity, data, { nodata: rules.nodata, bandCount: bands.length, bands: checked });
  return { width, height, bandCount: bands.length, data, validity: validity.includes(0) ? validity : null };
}

/** The sizes in which a file can be read. */
export function levelsOf({ levels }: Reading): RasterSource["levels"] {
  return levels.map(({ image: { layout } }) => ({ width: layout.width, height: layout.height }));
}
