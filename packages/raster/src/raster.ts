import { RasterError } from "./errors.ts";
import type { Crs, Geotransform, Grid } from "./grid.ts";
import { assertLength, assertSize } from "./internal/assert-size.ts";
import { UNKNOWN_CRS } from "./internal/unknown-crs.ts";

/** One band of a raster. */
export interface Band {
  readonly name: string;
}

/** Row-major Float32 samples, `[height, width, band]`, with their place on the ground. */
export interface Raster extends Grid {
  readonly kind: "raster";
  readonly bands: readonly Band[];
  readonly data: Float32Array;
  /** `[height, width]`: 1 where the pixel holds data, 0 elsewhere; null where every pixel does. */
  readonly validity: Uint8Array | null;
}

/** What {@link raster} is made of; the place may be left out. */
export interface RasterParts {
  readonly width: number;
  readonly height: number;
  readonly bands: readonly Band[];
  readonly data: Float32Array;
  readonly validity?: Uint8Array | null;
  readonly geotransform?: Geotransform | null;
  readonly crs?: Crs;
}

/**
 * Makes a raster and checks its sizes. The arrays are kept, not copied.
 *
 * @throws {RasterError} `SIZE_MISMATCH` if `data` or `validity` does not fit, `BAND_MISSING` without a band.
 */
export function raster({
  width,
  height,
  bands,
  data,
  validity = null,
  geotransform = null,
  crs,
}: RasterParts): Raster {
  assertSize("raster", width, height);
  if (bands.length === 0) {
    throw new RasterError("BAND_MISSING", {
      message: `raster of ${width}×${height} pixels has 0 bands, but needs at least 1; name its bands`,
      context: { width, height, bands: 0 },
    });
  }
  assertLength(
    `data of a ${width}×${height} raster with ${bands.length} bands`,
    data,
    width * height * bands.length,
  );
  if (validity !== null) assertLength(`validity of a ${width}×${height} raster`, validity, width * height);
  return Object.freeze({
    kind: "raster",
    width,
    height,
    bands,
    data,
    validity,
    geotransform,
    crs: crs ?? UNKNOWN_CRS,
  });
}
