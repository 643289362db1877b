import type { Grid } from "./grid.ts";
import { allocate } from "./internal/allocate.ts";
import { assertChoice } from "./internal/assert-choice.ts";
import { assertSize } from "./internal/assert-size.ts";
import { averagesInto } from "./internal/averages.ts";
import { bilinearInto } from "./internal/bilinear.ts";
import { coverageOf } from "./internal/coverage.ts";
import { forEachNearest } from "./internal/nearest.ts";
import { sourcePlaces } from "./internal/source-places.ts";
import { type Raster, raster } from "./raster.ts";
import type { ResampleOptions } from "./resample-options.ts";

/** Options of {@link resampleRaster}. */
export interface ResampleRasterOptions extends ResampleOptions {
  /**
   * `"nearest"`: the pixel under the centre. `"bilinear"`: the four pixels whose centres lie around the centre,
   * weighted by distance; made for grids as fine as the source or finer. `"average"`: all pixels under the pixel,
   * weighted by the area covered; made for coarser grids. Default: `"bilinear"`.
   */
  readonly method?: "nearest" | "bilinear" | "average";
}

/**
 * A raster on another grid: another pixel size, place, rotation or, with `transform`, another CRS.
 *
 * Pixels that are not valid never change a number: weights are shared out among the valid ones. A pixel of the
 * result is valid where the source pixel under its centre is (`"nearest"`, `"bilinear"`), or where any valid pixel
 * lies under it (`"average"`). The others, and what lies outside of the source, hold 0.
 *
 * @remarks `"bilinear"` looks at four pixels also where the target is coarser, and so skips the others: use
 *   `"average"` there. Beyond the outermost centres the outermost pixels count alone. `"average"` on blocks of whole
 *   pixels equals {@link downsampleRaster}; on turned and bent grids it cuts the pixels' outlines exactly.
 * @throws {RasterError} `CRS_DIFFER` if the CRS differ and no transform is given; `GEOTRANSFORM_UNUSABLE` if a grid has
 *   no geotransform, or pixels without area; `CHOICE_UNKNOWN`; `TOLERANCE_UNUSABLE`; `TOO_LARGE`.
 *
 * @example
 * ```ts
 * const onImage = resampleRaster(height, image, { method: "bilinear" });
 * ```
 */
export function resampleRaster(
  source: Raster,
  grid: Grid,
  { method = "bilinear", ...options }: ResampleRasterOptions = {},
): Raster {
  const { width, height, geotransform, crs } = grid;
  assertChoice("method", method, ["nearest", "bilinear", "average"]);
  assertSize("target grid", width, height);
  const places = sourcePlaces(source, grid, options);
  const data = allocate(Float32Array, { width, height, bandCount: source.bands.length });
  const validity = allocate(Uint8Array, { width, height });
  const target = { data, validity };
  if (method === "nearest") forEachNearest(source, grid, places, copierInto(target, source));
  else if (method === "bilinear") bilinearInto(target, source, grid, places);
  else averagesInto(target, source, grid, coverageOf(source, grid, places));
  const { bands } = source;
  return raster({
    width,
    height,
    bands,
    data,
    validity: validity.includes(0) ? validity : null,
    geotransform,
    crs,
  });
}

function copierInto(
  target: { readonly data: Float32Array; readonly validity: Uint8Array },
  { data, validity, bands }: Raster,
): (pixel: number, from: number) => void {
  const bandCount = bands.length;
  return (pixel, from) => {
    if (validity !== null && validity[from] === 0) return;
    target.validity[pixel] = 1;
    for (let band = 0; band < bandCount; band++) {
      target.data[pixel * bandCount + band] = data[from * bandCount + band]!;
    }
  };
}
