import type { RasterSource } from "@undercoat/raster";
import type { GeoTiffInfo } from "./geotiff-info.ts";
import { openIsolated } from "./internal/isolated/isolated-source.ts";
import { isolationOf } from "./internal/isolated/isolation.ts";
import { openBytes, openPath } from "./internal/reading.ts";
import { sourceOf } from "./internal/source-of.ts";
import type { PaletteEntry } from "./internal/writing/palette.ts";
import { limitsOf, type OpenGeoTiffOptions } from "./open-options.ts";
import type { ClassName } from "./write-options.ts";

/** An open GeoTIFF: a raster source with what else the file says. */
export interface GeoTiffSource extends RasterSource {
  /** Number of the band that holds opacity, counted from 1; null where there is none. */
  readonly alpha: number | null;
  /** The colours of all values, where the file has a table of colours. */
  readonly palette: readonly PaletteEntry[] | null;
  /** The names of values, where the file itself names them, as our writer does. */
  readonly classNames: readonly ClassName[] | null;
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
 * `path` may be an `http:` or `https:` address, best of a cloud-optimised file: the head and a window take a
 * handful of requests, which are tried again where the server stumbles. Nothing beside it is looked for.
 *
 * @throws {GeoTiffError} `FILE_UNREADABLE`, `FILE_CHANGED`, `NOT_A_TIFF`, `BROKEN_STRUCTURE`, `BROKEN_GEOREFERENCE`,
 *   `UNSUPPORTED` (the message names tag, value and what would work), `OPTION_REFUSED`; from `read` also
 *   `BROKEN_BLOCK`, `WINDOW_OUTSIDE`, `WINDOW_TOO_LARGE`, `BAND_MISSING`, `LEVEL_MISSING`, `SOURCE_CLOSED`. An
 *   aborted `signal` throws its reason.
 * @remarks Decoding is bounded by the declared size of a block, but runs in this process. For files from
 *   strangers, `isolated: true` decodes in one of its own with limits of time and memory, and adds
 *   `TIME_LIMIT`, `MEMORY_LIMIT` and `DECODER_DIED`.
 *
 * @example
 * ```ts
 * const image = await openGeoTiff("scene.tif");
 * const { data, validity } = await image.read({ window: { x: 0, y: 0, width: 256, height: 256 } });
 * await image.close();
 * ```
 */
export async function openGeoTiff(path: string, options: OpenGeoTiffOptions = {}): Promise<GeoTiffSource> {
  const { largestRead } = limitsOf(options);
  const isolation = isolationOf(options.isolated);
  if (isolation !== null) return openIsolated({ path }, options, { isolation, largestRead });
  return sourceOf(await openPath(path, options), { largestRead, scaled: options.scaled ?? false });
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
  const isolation = isolationOf(options.isolated);
  if (isolation !== null)
    return openIsolated({ bytes: given, name }, options, { isolation, largestRead: limits.largestRead });
  return sourceOf(await openBytes(given, name, limits), {
    largestRead: limits.largestRead,
    scaled: options.scaled ?? false,
  });
}
