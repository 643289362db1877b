import { openGeoTiff } from "@undercoat/geotiff";
import { parseCrs } from "@undercoat/projections";
import type { Grid } from "@undercoat/raster";
import { WorkflowError } from "../errors.ts";

/** The grid of labels to be made: that of an image, or a north-up one by hand. */
export interface TargetGrid {
  /** A GeoTIFF whose grid is taken. */
  readonly like?: string | undefined;
  /** Such as `EPSG:32618`. */
  readonly crs?: string | undefined;
  /** Left, bottom, right, top in the CRS. */
  readonly bounds?: readonly number[] | undefined;
  /** Side of a pixel in units of the CRS. */
  readonly pixelSize?: number | undefined;
}

/** About 316 000² pixels: more are a pixel size in the wrong unit. */
const MOST_PIXELS = 1e11;

/** How far bounds may be from a whole number of pixels. */
const SLACK = 1e-6;

/** @throws {WorkflowError} `CONFIG_VALUE` if neither or both are given, or the bounds hold no whole pixels. */
export async function targetGrid({ like, crs, bounds, pixelSize }: TargetGrid): Promise<Grid> {
  if (like !== undefined) {
    if (crs !== undefined || bounds !== undefined || pixelSize !== undefined)
      throw refused(
        "--like was given beside --crs, --bounds or --pixel-size; give either an image or the three numbers",
      );
    const source = await openGeoTiff(like);
    await source.close();
    if (source.geotransform === null)
      throw refused(
        `"${like}" has no geotransform, so that nothing can be burnt on its grid; give a georeferenced image`,
      );
    const { width, height, geotransform } = source;
    return { width, height, geotransform, crs: source.crs };
  }
  if (crs === undefined || bounds === undefined || pixelSize === undefined)
    throw refused("the grid is not known; give --like <image>, or --crs, --bounds and --pixel-size");
  const [left = Number.NaN, bottom = Number.NaN, right = Number.NaN, top = Number.NaN] = bounds;
  if (bounds.length !== 4 || !(left < right) || !(bottom < top))
    throw refused(
      `--bounds is [${bounds.join(", ")}], expected left,bottom,right,top with left < right and bottom < top`,
    );
  if (!(pixelSize > 0 && Number.isFinite(pixelSize)))
    throw refused(`--pixel-size is ${pixelSize}, expected a number above 0, in units of the CRS`);
  const [width, height] = [(right - left) / pixelSize, (top - bottom) / pixelSize];
  const isWhole = [width, height].every(
    (size) => size >= 0.5 && Math.abs(size - Math.round(size)) < SLACK * size + SLACK,
  );
  if (!isWhole)
    throw refused(
      `bounds of ${right - left} × ${top - bottom} hold ${width} × ${height} pixels of ${pixelSize}, expected whole numbers; move the bounds or change the pixel size`,
    );
  if (width * height > MOST_PIXELS)
    throw refused(
      `bounds of ${right - left} × ${top - bottom} hold ${Math.round(width)} × ${Math.round(height)} pixels of ${pixelSize}, at most ${MOST_PIXELS} in all were expected; is the pixel size in the units of the CRS?`,
    );
  return {
    width: Math.round(width),
    height: Math.round(height),
    geotransform: [left, pixelSize, 0, top, 0, -pixelSize],
    crs: parseCrs(crs),
  };
}

function refused(message: string): WorkflowError {
  return new WorkflowError("CONFIG_VALUE", { message, context: {} });
}
