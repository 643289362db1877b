import { groundPixelSize, isProjectionError } from "@undercoat/projections";
import { type Grid, pixelToMap } from "@undercoat/raster";

/** Width and height in metres of the pixel in the middle of a grid; null where its place is not known. */
export function groundSize(grid: Grid): { readonly width: number; readonly height: number } | null {
  const { geotransform, crs, width, height } = grid;
  if (geotransform === null || crs.kind === "unknown") return null;
  try {
    return groundPixelSize(geotransform, crs, pixelToMap(geotransform, width / 2, height / 2));
  } catch (error) {
    if (isProjectionError(error, "CRS_UNKNOWN", "CRS_UNSUPPORTED")) return null;
    throw error;
  }
}
