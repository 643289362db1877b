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

/** A step on the map as a step in pixels. */
export function vectorToPixel(geotransform: Geotransform, dx: number, dy: number): readonly [number, number] {
  const [, g1, g2, , g4, g5] = geotransform;
  const area = determinant(geotransform);
  // North-up grids are divided by the pixel size itself, so that corners of pixels come out whole.
  if (g2 === 0 && g4 === 0) return [dx / g1, dy / g5];
  return [(dx * g5 - dy * g2) / area, (dy * g1 - dx * g4) / area];
}
