import { RasterError } from "./errors.ts";
import type { Crs, Geotransform } from "./grid.ts";
import { assertLength, assertSize } from "./internal/assert-size.ts";
import { assertWindow } from "./internal/assert-window.ts";
import { cropSamplesInto } from "./internal/crop-samples.ts";
import { UNKNOWN_CRS } from "./internal/unknown-crs.ts";
import type { Band } from "./raster.ts";
import type { RasterSource, ReadOptions } from "./raster-source.ts";
import type { SampleArray, SampleBlock, SampleType } from "./samples.ts";
import { wholeWindow } from "./whole-window.ts";

/** What {@link memorySource} is made of. */
export interface MemorySourceParts {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly bands: readonly Band[];
  /** Row-major `[height, width, band]`. */
  readonly data: SampleArray;
  readonly validity?: Uint8Array | null;
  readonly nodata?: number | null;
  readonly geotransform?: Geotransform | null;
  readonly crs?: Crs;
}

/**
 * A {@link RasterSource} over arrays in memory: for made-up scenes, tests, and data that came from elsewhere.
 * Pixels where every band holds `nodata` are not valid.
 *
 * @throws {RasterError} `SIZE_MISMATCH` at once; `WINDOW_OUTSIDE`, `BAND_MISSING`, `LEVEL_MISSING`, `SOURCE_CLOSED` from `read`.
 */
export function memorySource(parts: MemorySourceParts): RasterSource {
  const { name, width, height, bands, data, nodata = null, geotransform = null } = parts;
  assertSize(`source "${name}"`, width, height);
  assertLength(`data of source "${name}"`, data, width * height * bands.length);
  if (parts.validity) assertLength(`validity of source "${name}"`, parts.validity, width * height);
  let closed = false;
  return Object.freeze({
    name,
    width,
    height,
    bands,
    geotransform,
    crs: parts.crs ?? UNKNOWN_CRS,
    sampleType: sampleTypeOf(data),
    nodata,
    levels: [{ width, height }],
    async read(options: ReadOptions = {}) {
      options.signal?.throwIfAborted();
      if (closed) throw closedError(name);
      return readBlock(parts, options);
    },
    async close() {
      closed = true;
    },
  });
}

function readBlock(parts: MemorySourceParts, options: ReadOptions): SampleBlock {
  const {
    window = wholeWindow(parts),
    level = 0,
    bands = parts.bands.map((_, index) => index + 1),
  } = options;
  if (level !== 0) throw levelError(parts, level);
  assertWindow(window, parts);
  const missing = bands.find((band) => parts.bands[band - 1] === undefined);
  if (missing !== undefined) throw bandError(parts, missing);
  const { width, height } = window;
  const bandCount = parts.bands.length;
  const all = emptyLike(parts.data, width * height * bandCount);
  cropSamplesInto(all, parts.data, { window, width: parts.width, bandCount });
  const data = emptyLike(parts.data, width * height * bands.length);
  for (let i = 0; i < data.length; i++) {
    data[i] = all[Math.floor(i / bands.length) * bandCount + bands[i % bands.length]! - 1]!;
  }
  return { width, height, bandCount: bands.length, data, validity: validityOf(parts, window, all) };
}

function emptyLike(samples: SampleArray, length: number): SampleArray {
  const ArrayType = samples.constructor as new (length: number) => SampleArray;
  return new ArrayType(length);
}

function validityOf(parts: MemorySourceParts, window: Required<ReadOptions>["window"], all: SampleArray) {
  const pixels = window.width * window.height;
  const validity = new Uint8Array(pixels).fill(1);
  if (parts.validity) {
    cropSamplesInto(validity, parts.validity, { window, width: parts.width, bandCount: 1 });
  }
  const { nodata = null } = parts;
  const bandCount = parts.bands.length;
  for (let pixel = 0; nodata !== null && pixel < pixels; pixel++) {
    const samples = all.subarray(pixel * bandCount, (pixel + 1) * bandCount);
    if (samples.every((sample) => Object.is(sample, nodata))) validity[pixel] = 0;
  }
  return validity.includes(0) ? validity : null;
}

function sampleTypeOf(data: SampleArray): SampleType {
  return data.constructor.name.replace("Array", "").toLowerCase() as SampleType;
}

function closedError(name: string): RasterError {
  return new RasterError("SOURCE_CLOSED", {
    message: `source "${name}" is closed, but was read; read before close()`,
    context: { name },
  });
}

function bandError({ name, bands }: MemorySourceParts, band: number): RasterError {
  return new RasterError("BAND_MISSING", {
    message: `band ${band} of source "${name}" was asked for, but it has bands 1 to ${bands.length}; count from 1`,
    context: { name, band, bands: bands.length },
  });
}

function levelError({ name }: MemorySourceParts, level: number): RasterError {
  return new RasterError("LEVEL_MISSING", {
    message: `level ${level} of source "${name}" was asked for, but it has level 0 only; read level 0 and downsample`,
    context: { name, level, levels: 1 },
  });
}
