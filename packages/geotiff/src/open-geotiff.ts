import { type RasterSource, type ReadOptions, type SampleBlock, wholeWindow } from "@undercoat/raster";
import { GeoTiffError } from "./errors.ts";
import type { GeoTiffInfo } from "./geotiff-info.ts";
import { assertAffordable, assertBands, assertWindow } from "./internal/assert-request.ts";
import { readPiece } from "./internal/image.ts";
import { openBytes, openFile, type Reading } from "./internal/reading.ts";
import { bytesPerSample } from "./internal/samples-of.ts";
import { clearNodataInto, sharedValidity } from "./internal/validity.ts";

/** Options of {@link openGeoTiff} and {@link openGeoTiffBuffer}. */
export interface OpenGeoTiffOptions {
  /** Most bytes of samples that one read may return; default 2 GiB. */
  readonly largestRead?: number;
}

/** An open GeoTIFF: a raster source with what else the file says. */
export interface GeoTiffSource extends RasterSource {
  readonly info: GeoTiffInfo;
}

const TWO_GIB = 2 ** 31;

/**
 * Opens the first image of a GeoTIFF for reading by windows. Every claim of its header is checked first;
 * pixels are decoded when read, only the blocks that a window touches. Close it.
 *
 * A pixel is not valid where any band read holds nodata, NaN or an infinity, where alpha is 0, and where the
 * file's own validity image (inside, or beside it as `<path>.msk`) is 0. Samples come as stored: no scale or
 * offset is applied.
 *
 * @throws {GeoTiffError} `FILE_UNREADABLE`, `NOT_A_TIFF`, `BROKEN_STRUCTURE`, `BROKEN_GEOREFERENCE`,
 *   `UNSUPPORTED` (the message names tag, value and what would work); from `read` also `BROKEN_BLOCK`,
 *   `WINDOW_OUTSIDE`, `WINDOW_TOO_LARGE`, `BAND_MISSING`, `SOURCE_CLOSED`. An aborted `signal` throws its reason.
 * @remarks Decoding is bounded by the declared size of a block, but runs in this process: files from
 *   strangers belong into a process with a time and a memory limit.
 *
 * @example
 * ```ts
 * const image = await openGeoTiff("scene.tif");
 * const { data, validity } = await image.read({ window: { x: 0, y: 0, width: 256, height: 256 } });
 * await image.close();
 * ```
 */
export async function openGeoTiff(path: string, options: OpenGeoTiffOptions = {}): Promise<GeoTiffSource> {
  return sourceOf(await openFile(path), options);
}

/**
 * {@link openGeoTiff} for the bytes of a file in memory. The bytes are read when asked for: leave them as they are.
 *
 * @param name - What messages call it.
 */
export async function openGeoTiffBuffer(
  bytes: Uint8Array,
  name: string,
  options: OpenGeoTiffOptions = {},
): Promise<GeoTiffSource> {
  return sourceOf(await openBytes(bytes, name), options);
}

function sourceOf(reading: Reading, { largestRead = TWO_GIB }: OpenGeoTiffOptions): GeoTiffSource {
  const { name, bands, geotransform, crs, nodata, info } = reading;
  const { width, height, sampleType } = reading.image.layout;
  let isClosed = false;
  return Object.freeze({
    name,
    width,
    height,
    geotransform,
    crs,
    bands,
    sampleType,
    nodata,
    levels: [{ width, height }],
    info,
    read: async (request: ReadOptions = {}) => {
      request.signal?.throwIfAborted();
      if (isClosed) throw closedError(name);
      return readBlock(reading, request, largestRead);
    },
    close: async () => {
      isClosed = true;
      await reading.close();
    },
  });
}

async function readBlock(reading: Reading, request: ReadOptions, most: number): Promise<SampleBlock> {
  const { name, image, rules } = reading;
  const { layout } = image;
  const { window = wholeWindow(layout), signal } = request;
  const bands = request.bands ?? Array.from({ length: layout.samples }, (_, index) => index + 1);
  assertWindow(window, { name, width: layout.width, height: layout.height });
  assertBands(bands, { name, bandCount: layout.samples });
  const { width, height } = window;
  const bytes = width * height * bands.length * bytesPerSample(layout.sampleType);
  assertAffordable(bytes, { name, window, most });
  const samples = bands.map((band) => band - 1);
  const data = await readPiece(image, { window, samples, signal });
  const shared = await sharedValidity(image, rules, { window, signal });
  const validity = shared ?? new Uint8Array(width * height).fill(1);
  // Alpha has been looked at: its own value is never "no data".
  const checked = samples.flatMap((sample, band) => (sample === rules.alpha ? [] : [band]));
  clearNodataInto(validity, data, { nodata: rules.nodata, bandCount: bands.length, bands: checked });
  return { width, height, bandCount: bands.length, data, validity: validity.includes(0) ? validity : null };
}

function closedError(name: string): GeoTiffError {
  return new GeoTiffError("SOURCE_CLOSED", {
    message: `"${name}" is closed, but was read; read before close()`,
    context: { name },
  });
}
