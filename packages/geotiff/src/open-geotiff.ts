import type { RasterSource, ReadOptions } from "@undercoat/raster";
import { GeoTiffError } from "./errors.ts";
import type { GeoTiffInfo } from "./geotiff-info.ts";
import { levelsOf, readSamples } from "./internal/read-samples.ts";
import { openBytes, openFile, type Reading } from "./internal/reading.ts";
import { type Limits, limitsOf, type OpenGeoTiffOptions } from "./open-options.ts";

/** An open GeoTIFF: a raster source with what else the file says. */
export interface GeoTiffSource extends RasterSource {
  readonly info: GeoTiffInfo;
}

/**
 * Opens the first image of a GeoTIFF for reading by windows, in full size or in that of an overview. Every claim
 * of its header is checked first; pixels are decoded when read, only the blocks that a window touches. Close it.
 *
 * A pixel is not valid where any band read holds nodata, NaN or an infinity, where alpha is 0, and where the
 * file's own validity image (inside, or beside it as `<path>.msk`) is 0. Overviews are those inside of the file,
 * else those beside it in `<path>.ovr`; each has the validity of its own size.
 *
 * @throws {GeoTiffError} `FILE_UNREADABLE`, `NOT_A_TIFF`, `BROKEN_STRUCTURE`, `BROKEN_GEOREFERENCE`,
 *   `UNSUPPORTED` (the message names tag, value and what would work), `OPTION_REFUSED`; from `read` also
 *   `BROKEN_BLOCK`, `WINDOW_OUTSIDE`, `WINDOW_TOO_LARGE`, `BAND_MISSING`, `LEVEL_MISSING`, `SOURCE_CLOSED`. An
 *   aborted `signal` throws its reason.
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
  const limits = limitsOf(options);
  return sourceOf(await openFile(path, limits), limits);
}

/**
 * {@link openGeoTiff} for the bytes of a file in memory. The bytes are read when asked for: leave them as they are.
 *
 * @param name - What messages call it.
 */
export async function openGeoTiffBuffer(
  bytes: Uint8Array | ArrayBuffer,
  name: string,
  options: OpenGeoTiffOptions = {},
): Promise<GeoTiffSource> {
  const limits = limitsOf(options);
  const given = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes;
  return sourceOf(await openBytes(given, name, limits), limits);
}

function sourceOf(reading: Reading, { largestRead }: Limits): GeoTiffSource {
  const { name, bands, geotransform, crs, nodata, info } = reading;
  const { width, height, sampleType } = reading.levels[0].image.layout;
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
    levels: levelsOf(reading),
    info,
    read: async (request: ReadOptions = {}) => {
      request.signal?.throwIfAborted();
      if (isClosed) throw closedError(name);
      return readSamples(reading, request, largestRead);
    },
    close: async () => {
      isClosed = true;
      await reading.close();
    },
  });
}

function closedError(name: string): GeoTiffError {
  return new GeoTiffError("SOURCE_CLOSED", {
    message: `"${name}" is closed, but was read; read before close()`,
    context: { name },
  });
}
