import {
  type ClassScheme,
  type Grid,
  IGNORE_INDEX,
  type LabelMap,
  labelMap,
  type Window,
} from "@undercoat/raster";
import { VectorError } from "./errors.ts";
import type { Feature } from "./feature.ts";
import { burnLine, burnPoints } from "./internal/burn-line.ts";
import { burnPolygon } from "./internal/burn-polygon.ts";
import { burnTouched } from "./internal/burn-touched.ts";
import { burnWideLine } from "./internal/burn-wide-line.ts";
import type { Canvas } from "./internal/canvas.ts";
import { type PixelShape, pixelShapes } from "./internal/pixel-shapes.ts";

/** What one feature becomes. */
export interface Burn {
  /** Index in the scheme, or 255 for pixels that are ignored. */
  readonly classIndex: number;
  /** Lines and points become this wide on the ground, in metres. Default: one pixel, by GDAL's rule. */
  readonly widthMetres?: number | undefined;
  /** Higher orders are burnt later, over lower ones; equal ones in the order of the features. Default: 0. */
  readonly order?: number | undefined;
}

/** Options of {@link labelBurner} and {@link rasterize}. */
export interface RasterizeOptions {
  readonly grid: Grid;
  readonly scheme: ClassScheme;
  /** What a feature becomes; null: it is left out. */
  readonly burn: (feature: Feature) => Burn | null;
  /** Class index of pixels without a feature. Default: 0; 255 ignores them. */
  readonly background?: number;
  /** Burn every pixel that a feature touches, not only those whose centre it covers. Default: false. */
  readonly allTouched?: boolean;
  /**
   * Ground metres in one unit of the CRS along x and y at a place, such as `groundScale` of `@undercoat/projections`.
   * Needed for lines with a width. Default: 1, for a CRS in metres that keeps lengths.
   */
  readonly groundScale?: (x: number, y: number) => { readonly x: number; readonly y: number };
}

/** Features made ready for a grid, to be burnt window by window. */
export interface LabelBurner {
  /** Features that became something, that the rule left out, and that have no geometry. */
  readonly counts: { readonly burnt: number; readonly leftOut: number; readonly empty: number };
  /** The labels of a window; the same pixels as those of the whole grid. */
  burn(window: Window): LabelMap;
}

interface Prepared {
  readonly shape: PixelShape;
  readonly classIndex: number;
  readonly width: LineScale | null;
  readonly order: number;
}

interface LineScale {
  readonly width: number;
  readonly column: readonly [number, number];
  readonly row: readonly [number, number];
}

/**
 * Prepares features for burning into labels, so that a raster of any size is made window by window. Coordinates are
 * those of the grid's CRS. Polygons and lines without a width burn the pixels that `gdal_rasterize` burns.
 *
 * @throws {VectorError} `NO_GEOREFERENCE` if the grid has no place, `GEOMETRY_BROKEN`, `SCHEME_MISMATCH` if the rule
 *   gives an index that the scheme does not have, `OPTIONS_REFUSED` for a width that is not above 0.
 *
 * @example
 * ```ts
 * const burner = labelBurner(features, { grid, scheme, burn: () => ({ classIndex: 1 }) });
 * const labels = burner.burn({ x: 0, y: 0, width: 512, height: 512 });
 * ```
 */
export function labelBurner(features: Iterable<Feature>, options: RasterizeOptions): LabelBurner {
  const { grid, scheme, background = 0, allTouched = false } = options;
  if (grid.geotransform === null) {
    throw new VectorError("NO_GEOREFERENCE", {
      message: `the grid of ${grid.width}×${grid.height} pixels has no geotransform, but features lie on the ground; give the grid of a georeferenced raster`,
      context: { width: grid.width, height: grid.height },
    });
  }
  assertIndex(background, scheme, "the background");
  const { prepared, counts } = prepare(features, options, grid.geotransform);
  return Object.freeze({
    counts,
    burn: (window: Window) => {
      const data = new Uint8Array(window.width * window.height).fill(background);
      const canvas: Canvas = { ...window, data };
      for (const each of prepared)
        if (touches(each.shape, each.width, window)) burnInto(canvas, each, allTouched);
      return labelMap({ ...window, geotransform: moved(grid, window), crs: grid.crs, scheme, data });
    },
  });
}

function prepare(
  features: Iterable<Feature>,
  { grid, scheme, burn, groundScale = () => ({ x: 1, y: 1 }) }: RasterizeOptions,
  geotransform: NonNullable<Grid["geotransform"]>,
) {
  const prepared: Prepared[] = [];
  const counts = { burnt: 0, leftOut: 0, empty: 0 };
  let number = 0;
  for (const feature of features) {
    number += 1;
    const name = `feature ${number}${feature.id === undefined ? "" : ` ("${feature.id}")`}`;
    const rule = feature.geometry === null ? null : burn(feature);
    counts[feature.geometry === null ? "empty" : rule === null ? "leftOut" : "burnt"] += 1;
    if (rule === null) continue;
    const { classIndex, widthMetres, order = 0 } = rule;
    assertIndex(classIndex, scheme, name);
    if (widthMetres !== undefined && !(widthMetres > 0 && Number.isFinite(widthMetres)))
      throw badWidth(name, widthMetres);
    for (const shape of pixelShapes(feature, geotransform, name)) {
      const width =
        widthMetres === undefined || shape.kind === "polygon"
          ? null
          : lineScale(widthMetres, shape, { grid, geotransform, groundScale });
      prepared.push({ shape, classIndex, width, order });
    }
  }
  return { prepared: prepared.toSorted((a, b) => a.order - b.order), counts };
}

/** Ground metres of a column and a row at the middle of a shape. */
function lineScale(
  width: number,
  { columns, rows }: PixelShape,
  {
    geotransform: g,
    groundScale,
  }: {
    grid: Grid;
    geotransform: NonNullable<Grid["geotransform"]>;
    groundScale: NonNullable<RasterizeOptions["groundScale"]>;
  },
): LineScale {
  const [column, row] = [(columns[0] + columns[1]) / 2, (rows[0] + rows[1]) / 2];
  const scale = groundScale(g[0] + column * g[1] + row * g[2], g[3] + column * g[4] + row * g[5]);
  return { width, column: [g[1] * scale.x, g[4] * scale.y], row: [g[2] * scale.x, g[5] * scale.y] };
}

function touches({ rows, columns }: PixelShape, width: LineScale | null, window: Window): boolean {
  const reach =
    width === null ? 1 : 1 + width.width / Math.min(Math.hypot(...width.column), Math.hypot(...width.row));
  return (
    columns[1] + reach >= window.x &&
    columns[0] - reach < window.x + window.width &&
    rows[1] + reach >= window.y &&
    rows[0] - reach < window.y + window.height
  );
}

function burnInto(canvas: Canvas, { shape, classIndex: value, width }: Prepared, allTouched: boolean): void {
  if (width !== null) burnWideLine(canvas, shape, { value, ...width });
  else if (shape.kind === "point") burnPoints(canvas, shape, value);
  else {
    if (shape.kind === "polygon") burnPolygon(canvas, shape, value);
    if (allTouched) burnTouched(canvas, shape, { value, isBorder: shape.kind === "polygon" });
    else if (shape.kind === "line") burnLine(canvas, shape, value);
  }
}

function moved({ geotransform: g }: Grid, { x, y }: Window): Grid["geotransform"] {
  return g && [g[0] + x * g[1] + y * g[2], g[1], g[2], g[3] + x * g[4] + y * g[5], g[4], g[5]];
}

function assertIndex(index: number, { classes, name }: ClassScheme, what: string): void {
  if (index === IGNORE_INDEX || (Number.isInteger(index) && index >= 0 && index < classes.length)) return;
  throw new VectorError("SCHEME_MISMATCH", {
    message: `${what} becomes class index ${index}, but class scheme "${name}" has the indices 0 to ${classes.length - 1} (and 255 = ignored); give one of them`,
    context: { index, scheme: name, classes: classes.length },
  });
}

function badWidth(name: string, width: number): VectorError {
  return new VectorError("OPTIONS_REFUSED", {
    message: `${name}: its width is ${width} m, but a number above 0 was expected; give metres, or leave the width out`,
    context: { feature: name, width },
  });
}
