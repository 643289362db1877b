import { cropGeotransform } from "./crop-geotransform.ts";
import { assertWindow } from "./internal/assert-window.ts";
import { cropSamplesInto } from "./internal/crop-samples.ts";
import { type Raster, raster } from "./raster.ts";
import type { Window } from "./window.ts";

/**
 * Copies a window out of a raster, with its validity and its place on the ground.
 *
 * @throws {RasterError} `WINDOW_OUTSIDE` if the window does not lie inside the raster.
 */
export function cropRaster(source: Raster, window: Window): Raster {
  assertWindow(window, source);
  const pixels = window.width * window.height;
  const data = new Float32Array(pixels * source.bands.length);
  cropSamplesInto(data, source.data, { window, width: source.width, bandCount: source.bands.length });
  const validity = source.validity === null ? null : new Uint8Array(pixels);
  if (validity && source.validity) {
    cropSamplesInto(validity, source.validity, { window, width: source.width, bandCount: 1 });
  }
  const { width, height } = window;
  const geotransform = cropGeotransform(source.geotransform, window);
  return raster({ width, height, bands: source.bands, data, validity, geotransform, crs: source.crs });
}
