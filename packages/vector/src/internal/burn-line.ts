import { burnPixel, type Canvas } from "./canvas.ts";
import type { PixelShapes } from "./pixel-shapes.ts";

/** Pixels of a line of no width, from pixel to pixel by Bresenham's rule, as GDAL draws it. */
export function burnLine(canvas: Canvas, shapes: PixelShapes, shape: number): void {
  const { coordinates, lineStarts, shapeLines, classIndices } = shapes;
  for (let line = shapeLines[shape]!; line < shapeLines[shape + 1]!; line++) {
    for (let at = lineStarts[line]!; at + 3 < lineStarts[line + 1]!; at += 2)
      burnStep(canvas, coordinates, at, classIndices[shape]!);
  }
}

/** Burns the pixels that hold the points. */
export function burnPoints(canvas: Canvas, shapes: PixelShapes, shape: number): void {
  const { coordinates, lineStarts, shapeLines, classIndices } = shapes;
  for (let line = shapeLines[shape]!; line < shapeLines[shape + 1]!; line++) {
    for (let at = lineStarts[line]!; at < lineStarts[line + 1]!; at += 2)
      burnPixel(canvas, Math.floor(coordinates[at]!), Math.floor(coordinates[at + 1]!), classIndices[shape]!);
  }
}

/**
 * Step `k` of `long` along the longer axis is `⌊(2·k·short + long) / (2·long)⌋` steps along the shorter one; only those
 * within the canvas are gone.
 */
function burnStep(canvas: Canvas, coordinates: Float64Array, at: number, value: number): void {
  const x0 = Math.floor(coordinates[at]!);
  const y0 = Math.floor(coordinates[at + 1]!);
  const acrossX = Math.floor(coordinates[at + 2]!) - x0;
  const acrossY = Math.floor(coordinates[at + 3]!) - y0;
  const isFlat = Math.abs(acrossX) >= Math.abs(acrossY);
  const [long, short] = isFlat ? [acrossX, Math.abs(acrossY)] : [acrossY, Math.abs(acrossX)];
  const length = Math.abs(long);
  const start = isFlat ? x0 : y0;
  const [low, high] = isFlat
    ? [canvas.x, canvas.x + canvas.width - 1]
    : [canvas.y, canvas.y + canvas.height - 1];
  const first = Math.max(0, long < 0 ? start - high : low - start);
  const last = Math.min(length, long < 0 ? start - low : high - start);
  const stepX = Math.sign(acrossX);
  const stepY = Math.sign(acrossY);
  for (let step = first; step <= last; step++) {
    const aside = length === 0 ? 0 : Math.floor((2 * step * short + length) / (2 * length));
    if (isFlat) burnPixel(canvas, x0 + step * stepX, y0 + aside * stepY, value);
    else burnPixel(canvas, x0 + aside * stepX, y0 + step * stepY, value);
  }
}
