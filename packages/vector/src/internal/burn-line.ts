import { burnPixel, type Canvas } from "./canvas.ts";
import type { PixelShape } from "./pixel-shapes.ts";

/** Pixels of a line of no width, from pixel to pixel by Bresenham's rule, as GDAL draws it. */
export function burnLine(canvas: Canvas, { lines }: PixelShape, value: number): void {
  for (const line of lines) {
    for (let at = 0; at + 3 < line.length; at += 2) {
      const ends = [line[at]!, line[at + 1]!, line[at + 2]!, line[at + 3]!].map(Math.floor);
      burnStep(canvas, ends as unknown as Ends, value);
    }
  }
}

/** Burns the pixels that hold the points. */
export function burnPoints(canvas: Canvas, { lines }: PixelShape, value: number): void {
  for (const line of lines) {
    for (let at = 0; at + 1 < line.length; at += 2)
      burnPixel(canvas, Math.floor(line[at]!), Math.floor(line[at + 1]!), value);
  }
}

type Ends = readonly [x0: number, y0: number, x1: number, y1: number];

function burnStep(canvas: Canvas, [x0, y0, x1, y1]: Ends, value: number): void {
  const [deltaX, deltaY] = [Math.abs(x1 - x0), Math.abs(y1 - y0)];
  const [stepX, stepY] = [Math.sign(x1 - x0), Math.sign(y1 - y0)];
  const isFlat = deltaX >= deltaY;
  const [long, short] = isFlat ? [deltaX, deltaY] : [deltaY, deltaX];
  let [x, y, error] = [x0, y0, 2 * short - long];
  for (let step = 0; step <= long; step++) {
    burnPixel(canvas, x, y, value);
    const isAside = error >= 0;
    error += 2 * short - (isAside ? 2 * long : 0);
    if (isFlat || isAside) x += stepX;
    if (!isFlat || isAside) y += stepY;
  }
}
