import { groundPixelSize, isProjectionError } from "@undercoat/projections";
import { pixelToMap, type Raster } from "@undercoat/raster";
import type { ResolvedConfig } from "../config/run-config.ts";
import type { RunData } from "../run/load-run-data.ts";

const SQUARE_METRES = 10_000;

/** Ground that one clean patch covers, in hectares; null where the first image does not say where it lies. */
export function patchHectares({ finetune }: ResolvedConfig, { splits }: RunData): number | null {
  const image = splits.finetune.scenes[0]?.image;
  const pixel = image === undefined ? null : groundPixel(image);
  return pixel === null ? null : (pixel.width * pixel.height * finetune.patchSize ** 2) / SQUARE_METRES;
}

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
