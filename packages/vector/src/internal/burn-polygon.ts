import type { Canvas } from "./canvas.ts";
import { CLOCKWISE, NO_LEVEL_EDGE, type PixelShapes } from "./pixel-shapes.ts";

/** Columns where edges cross the middle of a row; the arrays are kept for the next polygon. */
interface Crossings {
  /** Rows of the canvas that the polygon has, from `first` on, before `end`. */
  first: number;
  end: number;
  /** How many crossings each row has. */
  counts: Int32Array;
  /** The columns of each row, `room` places a row. */
  columns: Int32Array;
  room: number;
}

/** Enough for most polygons. */
const ROOM = 4;

const crossings: Crossings = {
  first: 0,
  end: 0,
  counts: new Int32Array(128),
  columns: new Int32Array(128 * ROOM),
  room: ROOM,
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
  for (crossings.room = ROOM; !findCrossings(canvas, shapes, shape); ) crossings.room *= 2;
  const value = classIndices[shape]!;
  const { first, end, counts, columns, room } = crossings;
  for (let row = first; row < end; row++) {
    const from = (row - first) * room;
    const to = from + counts[row - first]!;
    sortPart(columns, from, to);
    for (let at = from; at + 1 < to; at += 2) burnRun(canvas, row, columns[at]!, columns[at + 1]!, value);
  }
  burnLevelEdges(canvas, shapes, shape);
}

/** Finds the crossings of all rows, cut off at the canvas; false if a row has more than there is room for. */
function findCrossings(
  { x: left, width }: Canvas,
  { coordinates, lineStarts, shapeLines }: PixelShapes,
  shape: number,
): boolean {
  const { first, end, room } = crossings;
  makeRoom(end - first, room);
  const { counts, columns } = crossings;
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
        const count = counts[row - first]!;
        if (count === room) return false;
        columns[(row - first) * room + count] = column < left ? left : column > right ? right : column;
        counts[row - first] = count + 1;
      }
    }
  }
  return true;
}

function makeRoom(rows: number, room: number): void {
  if (crossings.counts.length < rows) crossings.counts = new Int32Array(2 * rows);
  else crossings.counts.fill(0, 0, rows);
  if (crossings.columns.length < rows * room) crossings.columns = new Int32Array(2 * rows * room);
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
