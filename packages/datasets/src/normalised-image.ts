import { cropRaster, type Raster, type Window } from "@undercoat/raster";
import { assertBandCount } from "./internal/checks.ts";
import type { Normalisation } from "./normalisation.ts";
import type { Scene } from "./scene-dataset.ts";

/**
 * A window of an image as a model wants it: `(x − mean) / standardDeviation` in float32,
 * `[height, width, band]`; 0 where the image is not valid.
 *
 * @throws {DatasetsError} `NORMALISATION_MISMATCH` if it has not one number per band.
 * @throws {RasterError} `WINDOW_OUTSIDE` if the window leaves the image.
 */
export function normalisedImage(
  source: Raster | Scene,
  window: Window,
  normalisation: Normalisation,
): Float32Array {
  const image = "kind" in source ? source : source.image;
  const bandCount = image.bands.length;
  assertBandCount(bandCount, normalisation);
  const { data, validity } = cropRaster(image, window);
  const mean = Float32Array.from(normalisation.mean);
  const spread = Float32Array.from(normalisation.standardDeviation);
  const result = new Float32Array(data.length);
  for (let pixel = 0, at = 0; at < data.length; pixel++, at += bandCount) {
    if (validity?.[pixel] === 0) continue;
    for (let band = 0; band < bandCount; band++) {
      result[at + band] = Math.fround(data[at + band]! - mean[band]!) / spread[band]!;
    }
  }
  return result;
}
