import type { Geotransform, Grid } from "../grid.ts";
import { quadWeightsInto } from "./quad-weights.ts";
import { emptyPositions, type Positions, type SourcePlaces, snapInto, snapped } from "./source-places.ts";

/** Source pixels under one pixel of the target: a window, and the covered area of each of its pixels. */
export interface Cover {
  left: number;
  top: number;
  columns: number;
  rows: number;
  /** Row-major `[rows, columns]`, in source pixels; longer than the window. */
  weights: Float64Array;
}

/** Finds covers row by row. */
export interface Coverage {
  beginRow(row: number): void;
  /** Fills `cover` for a column of the row that was begun; false where nothing of the source is covered. */
  coverInto(cover: Cover, column: number): boolean;
}

/** How the pixels of a target cover those of a source. */
export function coverageOf(source: Grid, target: Grid, places: SourcePlaces): Coverage {
  const { affine } = places;
  const isStraight = affine !== null && affine[2] === 0 && affine[4] === 0;
  return isStraight ? straightCoverage(source, target, affine) : quadCoverage(source, target, places);
}

/** A cover to be filled. */
export function emptyCover(): Cover {
  return { left: 0, top: 0, columns: 0, rows: 0, weights: new Float64Array(64) };
}

/** Gives the cover a window, and room for its weights. */
export function setWindow(cover: Cover, left: number, top: number, columns: number, rows: number): void {
  cover.left = left;
  cover.top = top;
  cover.columns = columns;
  cover.rows = rows;
  if (cover.weights.length < columns * rows) cover.weights = new Float64Array(columns * rows);
}

/** Where the axes agree, the area is a product of lengths. */
function straightCoverage(source: Grid, target: Grid, [c0, c1, , r0, , r2]: Geotransform): Coverage {
  const across = Array.from({ length: target.width }, (_, i) => spanOf(c0, c1, i, source.width));
  const down = Array.from({ length: target.height }, (_, i) => spanOf(r0, r2, i, source.height));
  let rows = down[0];
  return {
    beginRow(row) {
      rows = down[row];
    },
    coverInto(cover, column) {
      const columns = across[column];
      if (!columns || !rows || columns.lengths.length === 0 || rows.lengths.length === 0) return false;
      setWindow(cover, columns.from, rows.from, columns.lengths.length, rows.lengths.length);
      const { weights } = cover;
      let at = 0;
      for (const height of rows.lengths) for (const width of columns.lengths) weights[at++] = width * height;
      return true;
    },
  };
}

interface Span {
  readonly from: number;
  readonly lengths: readonly number[];
}

/** Pixels of a line of the source under pixel `i` of the target, and how much of each. */
function spanOf(origin: number, step: number, i: number, size: number): Span {
  const ends = [snapped(origin + i * step), snapped(origin + (i + 1) * step)];
  const [low, high] = [Math.max(0, Math.min(...ends)), Math.min(size, Math.max(...ends))];
  if (!(high > low)) return { from: 0, lengths: [] };
  const from = Math.floor(low);
  const lengths = Array.from({ length: Math.ceil(high) - from }, (_, k) => {
    return Math.min(high, from + k + 1) - Math.max(low, from + k);
  });
  return { from, lengths };
}

/** Turned and bent grids: the target's pixel is a quadrilateral on the source. */
function quadCoverage(source: Grid, target: Grid, places: SourcePlaces): Coverage {
  let upper = emptyPositions(target.width + 1);
  let lower = emptyPositions(target.width + 1);
  const centres = emptyPositions(target.width);
  const quad = new Float64Array(8);
  let begun = Number.NaN;
  const fillCorners = (positions: Positions, row: number) => {
    places.fillInto(positions, 0, row);
    snapInto(positions.columns, 0);
    snapInto(positions.rows, 0);
  };
  return {
    beginRow(row) {
      [upper, lower] = [lower, upper];
      if (row !== begun + 1) fillCorners(upper, row);
      fillCorners(lower, row + 1);
      places.fillInto(centres, 0.5, row + 0.5);
      begun = row;
    },
    coverInto(cover, column) {
      for (let i = 0; i < 4; i++) {
        const line = i < 2 ? upper : lower;
        const at = column + (i === 1 || i === 2 ? 1 : 0);
        quad[2 * i] = line.columns[at]!;
        quad[2 * i + 1] = line.rows[at]!;
      }
      const centre = [centres.columns[column]!, centres.rows[column]!] as const;
      return isTorn(quad, centre) ? pixelInto(cover, source, centre) : quadWeightsInto(cover, quad, source);
    },
  };
}

/**
 * Whether a pixel has no whole image on the source: a corner has none, or a seam, such as the 180th meridian, runs
 * through it, so that its centre lies far from the middle of its corners.
 */
function isTorn(quad: Float64Array, [column, row]: readonly [number, number]): boolean {
  const across = Math.max(
    Math.hypot(quad[4]! - quad[0]!, quad[5]! - quad[1]!),
    Math.hypot(quad[6]! - quad[2]!, quad[7]! - quad[3]!),
  );
  const middleX = (quad[0]! + quad[2]! + quad[4]! + quad[6]!) / 4;
  const middleY = (quad[1]! + quad[3]! + quad[5]! + quad[7]!) / 4;
  return !(Math.hypot(middleX - column, middleY - row) <= across / 4);
}

/** The one source pixel under a position. */
function pixelInto(cover: Cover, { width, height }: Grid, [column, row]: readonly [number, number]): boolean {
  const [x, y] = [Math.floor(snapped(column)), Math.floor(snapped(row))];
  if (!(x >= 0 && y >= 0 && x < width && y < height)) return false;
  setWindow(cover, x, y, 1, 1);
  cover.weights[0] = 1;
  return true;
}
