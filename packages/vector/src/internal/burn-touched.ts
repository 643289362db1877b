import { burnPixel, type Canvas } from "./canvas.ts";
import { type PixelShapes, POLYGON } from "./pixel-shapes.ts";

/** How near to a pixel edge counts as on it. */
const NEAR = 0.01;
const SMALLEST_STEP = 1e-9;

/** Size of the whole grid: GDAL cuts lines off at its edges, and steps from there. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Burns every pixel that a line passes through, as GDAL's ALL_TOUCHED does (3.6). Where the border of a polygon only
 * runs along the edge of a pixel, it burns none.
 */
export function burnTouched(canvas: Canvas, shapes: PixelShapes, shape: number, grid: Size): void {
  const { coordinates, lineStarts, shapeLines, classIndices, kinds } = shapes;
  const burner = { canvas, grid, value: classIndices[shape]!, isBorder: kinds[shape] === POLYGON };
  for (let line = shapeLines[shape]!; line < shapeLines[shape + 1]!; line++) {
    for (let at = lineStarts[line]!; at + 3 < lineStarts[line + 1]!; at += 2) {
      const isRightwards = coordinates[at]! <= coordinates[at + 2]!;
      const from = isRightwards ? at : at + 2;
      const to = isRightwards ? at + 2 : at;
      burnSegment(burner, [
        coordinates[from]!,
        coordinates[from + 1]!,
        coordinates[to]!,
        coordinates[to + 1]!,
      ]);
    }
  }
}

interface Burner {
  readonly canvas: Canvas;
  readonly grid: Size;
  readonly value: number;
  readonly isBorder: boolean;
}

/** From left to right. */
type Segment = readonly [x0: number, y0: number, x1: number, y1: number];

function burnSegment(burner: Burner, segment: Segment): void {
  const { canvas, grid, isBorder } = burner;
  const [x0, y0, x1, y1] = segment;
  if (x1 < canvas.x || x0 > canvas.x + canvas.width) return;
  if (Math.max(y0, y1) < canvas.y || Math.min(y0, y1) > canvas.y + canvas.height) return;
  if (Math.floor(x0) === Math.floor(x1) || Math.abs(x0 - x1) < NEAR) {
    if (!(isBorder && isOnEdge(x0) && isOnEdge(x1)))
      burnBox(burner, [x1, x1], [Math.min(y0, y1), Math.max(y0, y1)]);
  } else if (Math.floor(y0) === Math.floor(y1) || Math.abs(y0 - y1) < NEAR) {
    if (!(isBorder && isOnEdge(y0) && isOnEdge(y1))) burnBox(burner, [x0, x1], [y0, y0]);
  } else burnSloped(burner, cutOff(segment, grid));
}

function isOnEdge(place: number): boolean {
  return Math.abs(place - Math.round(place)) < NEAR;
}

/** Burns the pixels of one row or column. */
function burnBox(
  { canvas, value }: Burner,
  [left, right]: readonly [number, number],
  [top, bottom]: readonly [number, number],
): void {
  const lastColumn = Math.min(Math.floor(right), canvas.x + canvas.width - 1);
  const lastRow = Math.min(Math.floor(bottom), canvas.y + canvas.height - 1);
  for (let row = Math.max(canvas.y, Math.floor(top)); row <= lastRow; row++)
    for (let column = Math.max(canvas.x, Math.floor(left)); column <= lastColumn; column++)
      burnPixel(canvas, column, row, value);
}

/** Where a line enters the grid, and where it leaves it; its slope is that of the whole line. */
function cutOff([x0, y0, x1, y1]: Segment, { width, height }: Size) {
  const slope = (y1 - y0) / (x1 - x0);
  let [x, y, endX, endY] = [x0, y0, x1, y1];
  if (endX > width) {
    endY -= (endX - width) * slope;
    endX = width;
  }
  if (x < 0) {
    y += (0 - x) * slope;
    x = 0;
  }
  if (endY > y) {
    if (y < 0) {
      x += (0 - y) / slope;
      y = 0;
    }
    if (endY >= height) endX += (endY - height) / slope; // GDAL lengthens it: rows below are left out one by one
  } else {
    if (y >= height) {
      x += (height - y) / slope;
      y = height;
    }
    if (endY < 0) endX -= (endY - 0) / slope;
  }
  return { x, y, endX, slope };
}

/** From pixel to pixel, to the right, or up or down where the line leaves the row first. */
function burnSloped(
  { canvas, value }: Burner,
  { x: startX, y: startY, endX, slope }: ReturnType<typeof cutOff>,
): void {
  const end = Math.min(endX, canvas.x + canvas.width);
  const bottom = canvas.y + canvas.height;
  let [x, y] = [startX, startY];
  while (x < end && (slope < 0 ? y >= canvas.y : y < bottom)) {
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
