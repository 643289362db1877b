import { existsSync } from "node:fs";
import { type RasterSource, type ReadOptions, type SampleBlock, wholeWindow } from "@undercoat/raster";
import { GeoTiffError, isGeoTiffError } from "./errors.ts";
import { type GeoTiffInfo, infoOf } from "./geotiff-info.ts";
import { assertAffordable, assertBands, assertWindow } from "./internal/assert-request.ts";
import { readBandNotes } from "./internal/band-notes.ts";
import { type ByteSource, fileSource, memoryByteSource } from "./internal/byte-source.ts";
import { readGeoreference } from "./internal/georeference.ts";
import { type Image, readPiece } from "./internal/image.ts";
import { type Layout, readLayout } from "./internal/layout.ts";
import { comparableNodata, fillValue, readNodata } from "./internal/nodata.ts";
import { structureError } from "./internal/refusals.ts";
import { bytesPerSample } from "./internal/samples-of.ts";
import { clearNodataInto, sharedValidity, type ValidityRules } from "./internal/validity.ts";
import { type Images, walkImages } from "./internal/walk.ts";

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
 *   `WINDOW_OUTSIDE`, `WINDOW_TOO_LARGE`, `BAND_MISSING`, `SOURCE_CLOSED`.
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
  const source = await fileSource(path);
  try {
    const images = await walkImages(source);
    if (images.maskDirectory !== null || !existsSync(`${path}.msk`))
      return await openImages(images, source, options);
    const beside = await fileSource(`${path}.msk`);
    try {
      const maskDirectory = (await walkImages(beside)).first;
      return await openImages({ ...images, maskDirectory }, source, options, beside);
    } catch (error) {
      await beside.close();
      throw error;
    }
  } catch (cause) {
    await source.close();
    throw wrapped(cause, path);
  }
}

/**
 * {@link openGeoTiff} for the bytes of a file in memory.
 *
 * @param name - What messages call it.
 */
export async function openGeoTiffBuffer(
  bytes: Uint8Array,
  name: string,
  options: OpenGeoTiffOptions = {},
): Promise<GeoTiffSource> {
  const source = memoryByteSource(bytes, name);
  try {
    return await openImages(await walkImages(source), source, options);
  } catch (cause) {
    throw wrapped(cause, name);
  }
}

async function openImages(
  images: Images,
  source: ByteSource,
  { largestRead = TWO_GIB }: OpenGeoTiffOptions,
  beside?: ByteSource,
): Promise<GeoTiffSource> {
  const { first, tiff } = images;
  const layout = await readLayout(first);
  const { geotransform, crs, notes } = await readGeoreference(first);
  const nodata = await readNodata(first);
  const { bands, alpha, scales, offsets } = await readBandNotes(first, layout);
  const comparable = comparableNodata(nodata, layout.sampleType);
  const maskImage = await maskOf(images, layout);
  const rules: ValidityRules = { nodata: comparable, alpha, maskImage };
  const image: Image = { tiff, layout, fill: fillValue(nodata, layout.sampleType) };
  const { width, height, sampleType } = layout;
  const reading = { name: source.name, image, rules, largestRead };
  let isClosed = false;
  return Object.freeze({
    name: source.name,
    width,
    height,
    geotransform,
    crs,
    bands,
    sampleType,
    nodata,
    info: infoOf({ layout, images, rules, nodata, scales, offsets, notes }),
    read: async (request: ReadOptions = {}) => {
      if (isClosed) throw closedError(source.name);
      return readBlock(reading, request);
    },
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      await source.close();
      await beside?.close();
    },
  });
}

interface Reading {
  readonly name: string;
  readonly image: Image;
  readonly rules: ValidityRules;
  readonly largestRead: number;
}

async function readBlock(
  { name, image, rules, largestRead }: Reading,
  request: ReadOptions,
): Promise<SampleBlock> {
  const { layout } = image;
  const { window = wholeWindow(layout), signal } = request;
  const bands = request.bands ?? Array.from({ length: layout.samples }, (_, index) => index + 1);
  assertWindow(window, { name, width: layout.width, height: layout.height });
  assertBands(bands, { name, bandCount: layout.samples });
  const { width, height } = window;
  const bytes = width * height * bands.length * bytesPerSample(layout.sampleType);
  assertAffordable(bytes, { name, window, most: largestRead });
  const samples = bands.map((band) => band - 1);
  const data = await readPiece(image, { window, samples, signal });
  const shared = await sharedValidity(image, rules, { window, signal });
  const validity = shared ?? new Uint8Array(width * height).fill(1);
  // Alpha has been looked at: its own value is never "no data".
  const checked = samples.flatMap((sample, band) => (sample === rules.alpha ? [] : [band]));
  clearNodataInto(validity, data, { nodata: rules.nodata, bandCount: bands.length, bands: checked });
  return { width, height, bandCount: bands.length, data, validity: validity.includes(0) ? validity : null };
}

async function maskOf({ maskDirectory, tiff }: Images, layout: Layout): Promise<Image | null> {
  if (maskDirectory === null) return null;
  const mask = await readLayout(maskDirectory);
  if (mask.width === layout.width && mask.height === layout.height)
    return { tiff: maskDirectory.tiff, layout: mask, fill: 0 };
  const what = `its validity image is ${mask.width}×${mask.height}, but the image is ${layout.width}×${layout.height}`;
  throw structureError(tiff.source.name, what);
}

function closedError(name: string): GeoTiffError {
  return new GeoTiffError("SOURCE_CLOSED", {
    message: `"${name}" is closed, but was read; read before close()`,
    context: { name },
  });
}

function wrapped(cause: unknown, name: string): GeoTiffError {
  if (isGeoTiffError(cause)) return cause;
  const words = (cause instanceof Error ? cause.message : String(cause)).split("\n", 1)[0];
  return new GeoTiffError("BROKEN_STRUCTURE", {
    message: `"${name}" cannot be opened (${words}); get the file again`,
    context: { name },
    cause,
  });
}
