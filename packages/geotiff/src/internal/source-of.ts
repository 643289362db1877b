import type { ReadOptions } from "@undercoat/raster";
import { GeoTiffError } from "../errors.ts";
import type { GeoTiffSource } from "../open-geotiff.ts";
import { levelsOf, readSamples } from "./read-samples.ts";
import type { Reading } from "./reading.ts";
import { readScaled, type Scaling, scalingOf } from "./scaling.ts";

/** How a source is read. */
export interface SourceOptions {
  readonly largestRead: number;
  readonly scaled: boolean;
}

/** A raster source over an open file. */
export function sourceOf(reading: Reading, { largestRead, scaled }: SourceOptions): GeoTiffSource {
  const { name, bands, geotransform, crs, nodata, palette, classNames, info } = reading;
  const { alpha } = reading.rules;
  const { width, height, sampleType } = reading.levels[0].image.layout;
  const scaling: Scaling | null = scaled ? scalingOf(reading) : null;
  let isClosed = false;
  return Object.freeze({
    name,
    width,
    height,
    geotransform,
    crs,
    bands,
    sampleType: scaling === null ? sampleType : "float64",
    nodata: scaling === null || nodata === null ? nodata : Number.NaN,
    levels: levelsOf(reading),
    alpha: alpha === null ? null : alpha + 1,
    palette,
    classNames,
    info: scaling === null ? info : { ...info, scales: null, offsets: null }, // they are applied
    read: async (request: ReadOptions = {}) => {
      request.signal?.throwIfAborted();
      if (isClosed) throw closedError(name);
      if (scaling !== null) return readScaled(reading, request, { scaling, largestRead });
      return readSamples(reading, request, largestRead);
    },
    close: async () => {
      isClosed = true;
      await reading.close();
    },
  });
}

/** An error for a read after `close()`. */
export function closedError(name: string): GeoTiffError {
  return new GeoTiffError("SOURCE_CLOSED", {
    message: `"${name}" is closed, but was read; read before close()`,
    context: { name },
  });
}
