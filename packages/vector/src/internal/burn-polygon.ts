import type { Canvas } from "./canvas.ts";
import { CLOCKWISE, NO_LEVEL_EDGE, type PixelShapes } from "./pixel-shapes.ts";

/** Columns where edges cross the middle of a row, by row; the arrays are kept for the next polygon. */
interface Crossings {
  /** Rows of the canvas that the polygon has, from `first` on, before `end`. */
  first: number;
  end: number;
  /** Where the crossings of each row begin; behind them where the next one is put. */
  starts: Int32Array;
  columns: Int32Array;
}

const crossings: Crossings = {
  first: 0,
  end: 0,
  starts: new Int32Array(256),
  columns: new Int32Array(1024),
};

/** Runs shorter than this are filled by a loop. */
const SHORT = 24;

/** Up to how many crossings of a row are sorted by insertion. */
const FEW = 24;

/**
 * Burns the pixels whose centre lies inside, by the even-odd rule: an edge belongs to the row whose middle it crosses,
 * its upper end included, and a centre on a left edge is outside, on a right edge inside. So does GDAL.
 *
 * @see {@link https://gdal.org/en/stable/programs/gdal_rasterize.html | gdal_rasterize}
 */
export function burnPolygon(canvas: Canvas, shapes: PixelShapes, shape: number): void {
  const { bounds, classIndices } = shapes;
  crossings.first = Math.max(bounds[4 * shape + 1]!, canvas.y);
  crossings.end = Math.min(bounds[4 * shape + 3]!, canvas.y + canvas.height - 1) + 1;
  if (crossings.end <= crossings.first) return;
  const value = classIndices[shape]!;
  countCrossings(shapes, shape);
  placeCrossings(canvas, shapes, shape);
  const { first, end, starts, columns } = crossings;
  for (let row = first; row < end; row++) {
    const from = starts[row - first]!;
    const to = starts[row - first + 1]!;
    sortPart(columns, from, to);
    for (let at = from; at + 1 < to; at += 2) burnRun(canvas, row, columns[at]!, columns[at + 1]!, value);
  }
  burnLevelEdges(canvas, shapes, shape);
}

/** How many edges cross the middle of each row: each is in the difference between one row and the next. */
function countCrossings({ coordinates, lineStarts, shapeLines }: PixelShapes, shape: number): void {
  const { first, end } = crossings;
  const rows = end - first;
  if (crossings.starts.length < rows + 2) crossings.starts = new Int32Array(2 * (rows + 2));
  const { starts } = crossings;
  starts.fill(0, 0, rows + 2);
  for (let line = shapeLines[shape]!; line < shapeLines[shape + 1]!; line++) {
    const last = lineStarts[line + 1]! - 2;
    let y = coordinates[lineStarts[line]! + 1]!;
    for (let at = lineStarts[line]!; at < last; at += 2) {
      const y0 = y;
      y = coordinates[at + 3]!;
      const from = Math.max(first, Math.ceil(Math.min(y0, y) - 0.5));
      const to = Math.min(end, Math.ceil(Math.max(y0, y) - 0.5));
      if (to <= from) continue;
      starts[from - first + 1]! += 1;
      starts[to - first + 1]! -= 1;
    }
  }
  let [open, total] = [0, 0];
  for (let row = 0; row < rows; row++) {
    open += starts[row + 1]!;
    starts[row + 1] = total;
    total += open;
  }
  if (crossings.columns.length < total) crossings.columns = new Int32Array(2 * total);
}

/** Puts the crossings behind the start of their row, which then is that of the next row; cut off at the canvas. */
function placeCrossings(
  { x: left, width }: Canvas,
  { coordinates, lineStarts, shapeLines }: PixelShapes,
  shape: number,
): void {
  const { first, end, starts, columns } = crossings;
  const right = left + width;
  for (let line = shapeLines[shape]!; line < shapeLines[shape + 1]!; line++) {
    const last = lineStarts[line + 1]! - 2;
    for (let at = lineStarts[line]!; at < last; at += 2) {
      const isDown = coordinates[at + 1]! < coordinates[at + 3]!;
      const upper = isDown ? at : at + 2;
      const lower = isDown ? at + 2 : at;
      const y0 = coordinates[upper + 1]!;
      const y1 = coordinates[lower + 1]!;
      const to = Math.min(end, Math.ceil(y1 - 0.5));
      let row = Math.max(first, Math.ceil(y0 - 0.5));
      if (row >= to) continue;
      const x0 = coordinates[upper]!;
      const across = coordinates[lower]! - x0;
      const down = y1 - y0;
      for (; row < to; row++) {
        const column = Math.floor(((row + 0.5 - y0) * across) / down + x0 + 0.5);
        columns[starts[row - first + 1]!++] = column < left ? left : column > right ? right : column;
      }
    }
  }
}

/** Burns a run of one row, in pixels of the grid and within the canvas: `from` and on, before `to`. */
function burnRun(canvas: Canvas, row: number, from: number, to: number, value: number): void {
  const { data } = canvas;
  const offset = (row - canvas.y) * canvas.width - canvas.x;
  if (to - from >= SHORT) data.fill(value, offset + from, offset + to);
  else for (let at = offset + from; at < offset + to; at++) data[at] = value;
}

function sortPart(columns: Int32Array, from: number, to: number): void {
  if (to - from > FEW) {
    columns.subarray(from, to).sort();
    return;
  }
  for (let at = from + 1; at < to; at++) {
    const column = columns[at]!;
    let place = at;
    for (; place > from && columns[place - 1]! > column; place--) columns[place] = columns[place - 1]!;
    columns[place] = column;
  }
}

/**
 * Edges exactly through the middle of a row: GDAL burns those that run leftwards when the ring runs clockwise on the
 * map, beside the rest.
 */
function burnLevelEdges(canvas: Canvas, shapes: PixelShapes, shape: number): void {
  const { coordinates, lineStarts, shapeLines, turns, classIndices } = shapes;
  const right = canvas.x + canvas.width;
  for (let line = shapeLines[shape]!; line < shapeLines[shape + 1]!; line++) {
    if (turns[line] === NO_LEVEL_EDGE) continue;
    const ahead = turns[line] === CLOCKWISE ? 2 : 0;
    for (let at = lineStarts[line]!; at + 3 < lineStarts[line + 1]!; at += 2) {
      const y = coordinates[at + 1]!;
      const row = Math.floor(y);
      if (y !== coordinates[at + 3]! || y - row !== 0.5) continue;
      if (row < canvas.y || row >= canvas.y + canvas.height) continue;
      const from = Math.max(canvas.x, Math.floor(coordinates[at + ahead]! + 0.5));
      const to = Math.min(right, Math.floor(coordinates[at + 2 - ahead]! + 0.5));
      if (from < to) burnRun(canvas, row, from, to, classIndices[shape]!);
    }
  }
}
