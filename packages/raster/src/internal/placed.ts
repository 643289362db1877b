import { RasterError } from "../errors.ts";
import type { Geotransform, Grid } from "../grid.ts";

/** The geotransform of a grid that must have a usable one. */
export function placed(what: string, { geotransform, width, height }: Grid): Geotransform {
  if (geotransform === null) {
    throw new RasterError("GEOTRANSFORM_UNUSABLE", {
      message:
        `${what} of ${width}×${height} pixels has no geotransform, but its place on the ground was asked for; ` +
        "give it one, or work in pixels",
      context: { width, height },
    });
  }
  determinant(geotransform);
  return geotransform;
}

/** Area of a pixel with its sign: negative where north is up. Refuses pixels without area. */
export function determinant(geotransform: Geotransform): number {
  const [, g1, g2, , g4, g5] = geotransform;
  const area = g1 * g5 - g2 * g4;
  if (Number.isFinite(area) && area !== 0 && geotransform.every(Number.isFinite)) return area;
  throw new RasterError("GEOTRANSFORM_UNUSABLE", {
    message:
      `geotransform [${geotransform.join(", ")}] makes pixels of area ${area}, but an area other than 0 was ` +
      "expected; check the pixel size",
    context: { geotransform, area },
  });
}
