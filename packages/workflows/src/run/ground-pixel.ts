import { groundPixelSize, isProjectionError } from "@undercoat/projections";
import { pixelToMap, type Raster } from "@undercoat/raster";

/** Size of a pixel in the middle of an image on the ground, in metres; null where that is not known. */
export function groundPixel({ geotransform, crs, width, height }: Raster) {
  if (geotransform === null) return null;
  try {
    return groundPixelSize(geotransform, crs, pixelToMap(geotransform, width / 2, height / 2));
  } catch (error) {
    if (isProjectionError(error)) return null;
    throw error;
  }
}
