import { burnPixel, type Canvas } from "./canvas.ts";
import type { PixelLine, PixelShape } from "./pixel-shapes.ts";

/** How near to a pixel edge counts as on it. */
const NEAR = 0.01;
const SMALLEST_STEP = 1e-9;

/**
 * Burns every pixel that a line passes through, as GDAL's ALL_TOUCHED does (3.6).
 *
 * @param isBorder - The line is the border of a polygon: where it only runs along the edge of a pixel, it burns none.
 */
export function burnTouched(
  canvas: Canvas,
  { lines }: Pick<PixelShape, "lines">,
  { value, isBorder }: { readonly value: number; readonly isBorder: boolean },
): void {
  for (const line of lines)
    for (let at = 0; at + 3 < line.length; at += 2) burnSegment(canvas, line, { at, value, isBorder });
}

interface Segment {
  readonly at: number;
  readonly value: number;
  readonly isBorder: boolean;
}

function burnSegment(canvas: Canvas, line: PixelLine, { at, value, isBorder }: Segment): void {
  let [x, y, endX, endY] = [line[at]!, line[at + 1]!, line[at + 2]!, line[at + 3]!];
  if (x > endX) [x, y, endX, endY] = [endX, endY, x, y];
  if (endX < canvas.x || x > canvas.x + canvas.width) return;
  if (Math.max(y, endY) < canvas.y || Math.min(y, endY) > canvas.y + canvas.height) return;
  if (Math.floor(x) === Math.floor(endX) || Math.abs(x - endX) < NEAR) {
    if (isBorder && isOnEdge(x) && isOnEdge(endX)) return;
    const [top, bottom] = [Math.min(y, endY), Math.max(y, endY)];
    const last = Math.floor(bottom);
    for (
      let row = Math.max(canvas.y, Math.floor(top));
      row <= Math.min(last, canvas.y + canvas.height - 1);
      row++
    )
      burnPixel(canvas, Math.floor(endX), row, value);
    return;
  }
  if (Math.floor(y) === Math.floor(endY) || Math.abs(y - endY) < NEAR) {
    if (isBorder && isOnEdge(y) && isOnEdge(endY)) return;
    const last = Math.floor(endX);
    for (
      let column = Math.max(canvas.x, Math.floor(x));
      column <= Math.min(last, canvas.x + canvas.width - 1);
      column++
    )
      burnPixel(canvas, column, Math.floor(y), value);
    return;
  }
  burnSloped(canvas, [x, y, endX, endY], value);
}

function isOnEdge(place: number): boolean {
  return Math.abs(place - Math.round(place)) < NEAR;
}

/** From pixel to pixel, to the right, or up or down where the line leaves the row first. */
function burnSloped(
  canvas: Canvas,
  [x0, y0, endX, endY]: readonly [number, number, number, number],
  value: number,
): void {
  const slope = (endY - y0) / (endX - x0);
  const rightmost = Math.min(endX, canvas.x + canvas.width);
  let x = Math.max(x0, canvas.x);
  let y = y0 + (x - x0) * slope;
  while (x < rightmost) {
    const row = Math.floor(y);
    burnPixel(canvas, Math.floor(x), row, value);
    let stepX = Math.floor(x + 1) - x;
    let stepY = stepX * slope;
    if (Math.floor(y + stepY) !== row) {
      stepY = slope < 0 ? Math.min(row - y, -SMALLEST_STEP) : Math.max(row + 1 - y, SMALLEST_STEP);
      stepX = stepY / slope;
    }
    x += stepX;
    y += stepY;
  }
}
