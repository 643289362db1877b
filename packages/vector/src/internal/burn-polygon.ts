import { burnRun, type Canvas } from "./canvas.ts";
import type { PixelLine, PixelShape } from "./pixel-shapes.ts";

/** Places where edges cross the middle of a row, by row; the arrays are kept for the next polygon. */
interface Scratch {
  starts: Int32Array;
  places: Float64Array;
}

const scratch: Scratch = { starts: new Int32Array(256), places: new Float64Array(1024) };

/**
 * Burns the pixels whose centre lies inside, by the even-odd rule: an edge belongs to the row whose middle it crosses,
 * its upper end included, and a centre on a left edge is outside, on a right edge inside. So does GDAL.
 *
 * @see {@link https://gdal.org/en/stable/programs/gdal_rasterize.html | gdal_rasterize}
 */
export function burnPolygon(canvas: Canvas, shape: PixelShape, value: number): void {
  const { lines, rows } = shape;
  const first = Math.max(rows[0], canvas.y);
  const count = Math.min(rows[1], canvas.y + canvas.height - 1) - first + 1;
  if (count <= 0) return;
  burnLevelEdges(canvas, shape, value);
  const { starts, places } = crossingsOf(lines, first, count);
  for (let row = 0; row < count; row++) {
    const [from, to] = [starts[row]!, starts[row + 1]!];
    if (to > from) burnRow(canvas, first + row, places.subarray(from, to).sort(), value);
  }
}

function burnRow(canvas: Canvas, row: number, places: Float64Array, value: number): void {
  for (let at = 0; at + 1 < places.length; at += 2) {
    burnRun(canvas, row, [Math.floor(places[at]! + 0.5), Math.floor(places[at + 1]! + 0.5)], value);
  }
}

/** Counting sort of the crossings by row. */
function crossingsOf(lines: PixelShape["lines"], first: number, count: number): Scratch {
  if (scratch.starts.length < count + 2) scratch.starts = new Int32Array(2 * (count + 2));
  const starts = scratch.starts.fill(0, 0, count + 2);
  forEachCrossedEdge(lines, { first, count }, (_line, _at, from, to) => {
    for (let row = from; row < to; row++) starts[row + 2]! += 1;
  });
  for (let row = 2; row < count + 2; row++) starts[row]! += starts[row - 1]!;
  const total = starts[count + 1]!;
  if (scratch.places.length < total) scratch.places = new Float64Array(2 * total);
  const { places } = scratch;
  forEachCrossedEdge(lines, { first, count }, (line, at, from, to) => {
    const isDown = line[at + 1]! < line[at + 3]!;
    const [x0, y0] = isDown ? [line[at]!, line[at + 1]!] : [line[at + 2]!, line[at + 3]!];
    const [x1, y1] = isDown ? [line[at + 2]!, line[at + 3]!] : [line[at]!, line[at + 1]!];
    for (let row = from; row < to; row++) {
      places[starts[row + 1]!++] = ((first + row + 0.5 - y0) * (x1 - x0)) / (y1 - y0) + x0;
    }
  });
  return { starts, places };
}

/** Calls `visit` with the rows, counted from `first`, whose middle an edge crosses: from its upper end on, before its lower one. */
function forEachCrossedEdge(
  lines: PixelShape["lines"],
  { first, count }: { readonly first: number; readonly count: number },
  visit: (line: Float64Array, at: number, from: number, to: number) => void,
): void {
  for (const line of lines) {
    for (let at = 0; at + 3 < line.length; at += 2) {
      const [a, b] = [line[at + 1]!, line[at + 3]!];
      if (a === b) continue;
      const from = Math.max(0, Math.ceil(Math.min(a, b) - 0.5) - first);
      const to = Math.min(count, Math.ceil(Math.max(a, b) - 0.5) - first);
      if (to > from) visit(line, at, from, to);
    }
  }
}

/**
 * Edges exactly through the middle of a row: GDAL burns those that run leftwards when the ring runs clockwise on the
 * map, beside the rest.
 */
function burnLevelEdges(canvas: Canvas, { lines, isMirrored }: PixelShape, value: number): void {
  for (const line of lines) {
    let leftwards = 0;
    for (let at = 0; at + 3 < line.length; at += 2) {
      const y = line[at + 1]!;
      if (y !== line[at + 3]! || y - Math.floor(y) !== 0.5) continue;
      leftwards ||= isClockwise(line) === isMirrored ? -1 : 1;
      const [from, to] = leftwards > 0 ? [line[at + 2]!, line[at]!] : [line[at]!, line[at + 2]!];
      if (from < to) burnRun(canvas, Math.floor(y), [Math.floor(from + 0.5), Math.floor(to + 0.5)], value);
    }
  }
}

/** As seen on the raster, rows counted downwards. */
function isClockwise(line: PixelLine): boolean {
  let area = 0;
  for (let at = 0; at + 3 < line.length; at += 2)
    area += line[at]! * line[at + 3]! - line[at + 2]! * line[at + 1]!;
  return area > 0;
}
