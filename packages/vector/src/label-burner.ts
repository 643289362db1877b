import {
  type ClassScheme,
  type Geotransform,
  type Grid,
  IGNORE_INDEX,
  type LabelMap,
  type Window,
  windowGrid,
} from "@undercoat/raster";
import { VectorError } from "./errors.ts";
import type { Feature } from "./feature.ts";
import { burnLine, burnPoints } from "./internal/burn-line.ts";
import { burnPolygon } from "./internal/burn-polygon.ts";
import { burnTouched } from "./internal/burn-touched.ts";
import { burnWideLine, lineWidth } from "./internal/burn-wide-line.ts";
import type { Canvas } from "./internal/canvas.ts";
import { LINE, type PixelShapes, POINT, POLYGON } from "./internal/pixel-shapes.ts";
import { featureName, shapeCollector } from "./internal/prepare-shapes.ts";
import { STRIP_ROWS, type StripIndex, stripIndex } from "./internal/strip-index.ts";

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
  /**
   * The labels of a window; the same pixels as those of the whole grid.
   *
   * @throws {RasterError} `WINDOW_OUTSIDE` if the window does not lie inside the grid.
   */
  burn(window: Window): LabelMap;
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
  assertIndex(background, scheme, null);
  const { shapes, counts } = prepare(features, options, grid.geotransform);
  const index = stripIndex(shapes, grid);
  return Object.freeze({
    counts,
    burn: (window: Window) => {
      const place = windowGrid(grid, window);
      const data = new Uint8Array(window.width * window.height);
      if (background !== 0) data.fill(background);
      for (const canvas of strips(window, data)) burnStrip(canvas, { shapes, index, grid, allTouched });
      return Object.freeze({ kind: "label-map", ...place, scheme, data } as const); // each index was checked before
    },
  });
}

function prepare(
  features: Iterable<Feature>,
  { scheme, burn, groundScale = () => ({ x: 1, y: 1 }) }: RasterizeOptions,
  geotransform: Geotransform,
) {
  const collector = shapeCollector(geotransform);
  const counts = { burnt: 0, leftOut: 0, empty: 0 };
  let number = 0;
  for (const feature of features) {
    number += 1;
    const { geometry } = feature;
    const rule = geometry === null ? null : burn(feature);
    counts[geometry === null ? "empty" : rule === null ? "leftOut" : "burnt"] += 1;
    if (rule === null || geometry === null) continue;
    const { classIndex, widthMetres, order = 0 } = rule;
    assertIndex(classIndex, scheme, { number, feature });
    if (widthMetres !== undefined && !(widthMetres > 0 && Number.isFinite(widthMetres)))
      throw badWidth(featureName({ number, feature }), widthMetres);
    const widthAt = widthMetres === undefined ? null : widthsOf(widthMetres, geotransform, groundScale);
    collector.add(geometry, { classIndex, order, widthAt, number, feature });
  }
  return { shapes: collector.shapes(), counts };
}

/** The widths of lines, by ground metres of a column and a row where the line is. */
function widthsOf(width: number, g: Geotransform, groundScale: NonNullable<RasterizeOptions["groundScale"]>) {
  return (column: number, row: number) => {
    const { x, y } = groundScale(g[0] + column * g[1] + row * g[2], g[3] + column * g[4] + row * g[5]);
    return lineWidth(width, { column: [g[1] * x, g[4] * y], row: [g[2] * x, g[5] * y] });
  };
}

/** The parts of a window that lie in one strip of the index each. */
function* strips({ x, y, width, height }: Window, data: Uint8Array): Generator<Canvas> {
  for (let top = y; top < y + height; ) {
    const end = Math.min(y + height, (Math.floor(top / STRIP_ROWS) + 1) * STRIP_ROWS);
    const part = data.subarray((top - y) * width, (end - y) * width);
    yield { x, y: top, width, height: end - top, data: part };
    top = end;
  }
}

interface Burning {
  readonly shapes: PixelShapes;
  readonly index: StripIndex;
  readonly grid: Grid;
  readonly allTouched: boolean;
}

function burnStrip(canvas: Canvas, { shapes, index, grid, allTouched }: Burning): void {
  const { bounds, kinds, widths } = shapes;
  const strip = Math.floor(canvas.y / STRIP_ROWS);
  const right = canvas.x + canvas.width;
  for (let at = index.starts[strip] ?? 0; at < (index.starts[strip + 1] ?? 0); at++) {
    const shape = index.shapes[at]!;
    if (bounds[4 * shape + 2]! < canvas.x - 1 || bounds[4 * shape]! > right) continue;
    const width = widths.get(shape);
    if (width !== undefined) burnWideLine(canvas, shapes, { shape, ...width });
    else if (kinds[shape] === POINT) burnPoints(canvas, shapes, shape);
    else {
      if (kinds[shape] === POLYGON) burnPolygon(canvas, shapes, shape);
      if (allTouched) burnTouched(canvas, shapes, shape, grid);
      else if (kinds[shape] === LINE) burnLine(canvas, shapes, shape);
    }
  }
}

/** @param place - The feature that becomes this index; null: it is the background. */
function assertIndex(
  index: number,
  { classes, name }: ClassScheme,
  place: { readonly number: number; readonly feature: Feature } | null,
): void {
  if (index === IGNORE_INDEX || (Number.isInteger(index) && index >= 0 && index < classes.length)) return;
  const what = place === null ? "the background" : featureName(place);
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
