import type { Grid } from "../grid.ts";
import { type Cover, setWindow } from "./coverage.ts";

/** Less than this of a pixel is rounding. */
const NO_AREA = 1e-9;

/** Changes of the covered area from pixel to pixel along a row; filled anew by every call. */
let steps = new Float64Array(256);

/**
 * The area of every source pixel inside a quadrilateral, given as x and y of its corners around it. An edge that
 * goes down covers all pixels to its right, one that goes up uncovers them; the pixels it crosses get a part.
 */
export function quadWeightsInto(cover: Cover, quad: Float64Array, { width, height }: Grid): boolean {
  const left = Math.max(0, Math.floor(Math.min(quad[0]!, quad[2]!, quad[4]!, quad[6]!)));
  const top = Math.max(0, Math.floor(Math.min(quad[1]!, quad[3]!, quad[5]!, quad[7]!)));
  const right = Math.min(width, Math.ceil(Math.max(quad[0]!, quad[2]!, quad[4]!, quad[6]!)));
  const bottom = Math.min(height, Math.ceil(Math.max(quad[1]!, quad[3]!, quad[5]!, quad[7]!)));
  if (right <= left || bottom <= top) return false;
  setWindow(cover, left, top, right - left, bottom - top);
  const count = (cover.columns + 1) * cover.rows;
  if (steps.length < count) steps = new Float64Array(count);
  steps.fill(0, 0, count);
  for (let i = 0; i < 8; i += 2) {
    const next = (i + 2) & 7;
    addEdge(cover, quad[i]! - left, quad[i + 1]! - top, quad[next]! - left, quad[next + 1]! - top);
  }
  sumStepsInto(cover);
  return true;
}

function sumStepsInto({ columns, rows, weights }: Cover): void {
  for (let row = 0, at = 0, step = 0; row < rows; row++, step++) {
    let sum = 0;
    for (let column = 0; column < columns; column++) {
      sum += steps[step++]!;
      const area = Math.abs(sum);
      weights[at++] = area > NO_AREA ? area : 0;
    }
  }
}

/** Adds an edge, in pixels from the corner of the cover, row by row. */
function addEdge({ columns, rows }: Cover, x0: number, y0: number, x1: number, y1: number): void {
  if (y0 === y1) return;
  const slope = (x1 - x0) / (y1 - y0);
  const [upper, lower] = [Math.max(0, Math.min(y0, y1)), Math.min(rows, Math.max(y0, y1))];
  for (let row = Math.floor(upper); row < lower; row++) {
    const from = Math.max(upper, row);
    const to = Math.min(lower, row + 1);
    const height = y1 > y0 ? to - from : from - to;
    const [xFrom, xTo] = [x0 + (from - y0) * slope, x0 + (to - y0) * slope];
    addInRow(row * (columns + 1), columns, Math.min(xFrom, xTo), Math.max(xFrom, xTo), height);
  }
}

/** Adds the part of an edge inside one row of pixels; `height` is negative where it goes up. */
function addInRow(first: number, columns: number, low: number, high: number, height: number): void {
  if (low >= columns) return;
  if (high <= 0) {
    steps[first]! += height;
    return;
  }
  const width = high - low;
  if (low < 0) steps[first]! += (height * -low) / width;
  for (let column = Math.max(0, Math.floor(low)); column < columns; column++) {
    const [from, to] = [Math.max(low, column), Math.min(high, column + 1)];
    const share = width === 0 ? height : (height * (to - from)) / width;
    const covered = column + 1 - (from + to) / 2;
    steps[first + column]! += share * covered;
    steps[first + column + 1]! += share * (1 - covered);
    if (high <= column + 1) return;
  }
}
