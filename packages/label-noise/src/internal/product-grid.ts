import { type Geotransform, type Grid, type LabelMap, mapToPixel, pixelToMap } from "@undercoat/raster";
import { LabelNoiseError } from "../errors.ts";

/** The pixels of a product that the labels touch, as a grid. */
export function productGrid(labels: LabelMap, product: Geotransform): Grid {
  const { width, height, geotransform, crs } = labels;
  if (geotransform === null)
    throw new LabelNoiseError("GRID_UNUSABLE", {
      message: `the label map of ${width}×${height} pixels has no geotransform, but the grid of a product lies on the ground; give it one, or a block in pixels`,
      context: { width, height },
    });
  const corners = [
    [0, 0],
    [width, 0],
    [0, height],
    [width, height],
  ].map(([x = 0, y = 0]) => mapToPixel(product, ...pixelToMap(geotransform, x, y)));
  const columns = corners.map(([column]) => column);
  const rows = corners.map(([, row]) => row);
  const left = Math.floor(Math.min(...columns));
  const top = Math.floor(Math.min(...rows));
  const [x, y] = pixelToMap(product, left, top);
  return {
    width: Math.max(1, Math.ceil(Math.max(...columns)) - left),
    height: Math.max(1, Math.ceil(Math.max(...rows)) - top),
    geotransform: [x, product[1], product[2], y, product[4], product[5]],
    crs,
  };
}
