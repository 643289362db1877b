import type { Canvas } from "./canvas.ts";
import type { PixelShape } from "./pixel-shapes.ts";

/** The width of a line, and what a pixel measures in the same unit. */
export interface LineWidth {
  readonly width: number;
  /** One column to the right, one row down, each as a vector. */
  readonly column: readonly [number, number];
  readonly row: readonly [number, number];
}

/** Burns the pixels whose centre is at most half a width from the line: straight pieces with round ends. */
export function burnWideLine(
  canvas: Canvas,
  { lines }: Pick<PixelShape, "lines">,
  { value, width, column, row }: LineWidth & { readonly value: number },
): void {
  const reach = width / 2;
  const area = Math.abs(column[0] * row[1] - column[1] * row[0]);
  // how many columns and rows the reach spans at most
  const [spanX, spanY] = [(reach * Math.hypot(...row)) / area, (reach * Math.hypot(...column)) / area];
  const toGround = (x: number, y: number) =>
    [x * column[0] + y * row[0], x * column[1] + y * row[1]] as const;
  for (const line of lines) {
    for (let at = 0; at + 1 < line.length; at += 2) {
      const [x0, y0] = [line[at]!, line[at + 1]!];
      const isLast = at + 3 >= line.length;
      if (isLast && at > 0) break;
      const [x1, y1] = isLast ? [x0, y0] : [line[at + 2]!, line[at + 3]!];
      const left = Math.max(0, Math.ceil(Math.min(x0, x1) - spanX - 0.5) - canvas.x);
      const right = Math.min(canvas.width - 1, Math.floor(Math.max(x0, x1) + spanX - 0.5) - canvas.x);
      const top = Math.max(0, Math.ceil(Math.min(y0, y1) - spanY - 0.5) - canvas.y);
      const bottom = Math.min(canvas.height - 1, Math.floor(Math.max(y0, y1) + spanY - 0.5) - canvas.y);
      const [alongX, alongY] = toGround(x1 - x0, y1 - y0);
      const length = alongX * alongX + alongY * alongY;
      for (let y = top; y <= bottom; y++) {
        for (let x = left; x <= right; x++) {
          const [dx, dy] = toGround(x + canvas.x + 0.5 - x0, y + canvas.y + 0.5 - y0);
          const share = length === 0 ? 0 : Math.min(1, Math.max(0, (dx * alongX + dy * alongY) / length));
          const distance = Math.hypot(dx - share * alongX, dy - share * alongY);
          if (distance <= reach) canvas.data[y * canvas.width + x] = value;
        }
      }
    }
  }
}
