import type { Canvas } from "./canvas.ts";
import type { PixelShapes } from "./pixel-shapes.ts";

/** The width of a line, and what a pixel measures in the same unit. */
export interface LineWidth {
  readonly width: number;
  /** One column to the right, one row down, each as a vector. */
  readonly column: readonly [number, number];
  readonly row: readonly [number, number];
  /** How many columns and rows half the width spans at most. */
  readonly reachX: number;
  readonly reachY: number;
}

/** A width where a column and a row are these vectors. */
export function lineWidth(width: number, { column, row }: Pick<LineWidth, "column" | "row">): LineWidth {
  const area = Math.abs(column[0] * row[1] - column[1] * row[0]);
  const reachX = ((width / 2) * Math.hypot(...row)) / area;
  const reachY = ((width / 2) * Math.hypot(...column)) / area;
  return { width, column, row, reachX, reachY };
}

/** Burns the pixels whose centre is at most half a width from the line: straight pieces with round ends. */
export function burnWideLine(
  canvas: Canvas,
  shapes: PixelShapes,
  { shape, ...width }: LineWidth & { readonly shape: number },
): void {
  const { coordinates, lineStarts, shapeLines, classIndices } = shapes;
  for (let line = shapeLines[shape]!; line < shapeLines[shape + 1]!; line++) {
    const [start, end] = [lineStarts[line]!, lineStarts[line + 1]!];
    for (let at = start; at + (at === start ? 1 : 3) < end; at += 2) {
      const next = at + 3 < end ? at + 2 : at; // a line of one position is a disc
      burnPiece(canvas, coordinates, { at, next, value: classIndices[shape]!, width });
    }
  }
}

interface Piece {
  readonly at: number;
  readonly next: number;
  readonly value: number;
  readonly width: LineWidth;
}

function burnPiece(canvas: Canvas, coordinates: Float64Array, { at, next, value, width }: Piece): void {
  const [x0, y0, x1, y1] = [
    coordinates[at]!,
    coordinates[at + 1]!,
    coordinates[next]!,
    coordinates[next + 1]!,
  ];
  const { reachX, reachY } = width;
  const [columnX, columnY] = width.column;
  const [rowX, rowY] = width.row;
  const reach = width.width / 2;
  const left = Math.max(0, Math.ceil(Math.min(x0, x1) - reachX - 0.5) - canvas.x);
  const right = Math.min(canvas.width - 1, Math.floor(Math.max(x0, x1) + reachX - 0.5) - canvas.x);
  const top = Math.max(0, Math.ceil(Math.min(y0, y1) - reachY - 0.5) - canvas.y);
  const bottom = Math.min(canvas.height - 1, Math.floor(Math.max(y0, y1) + reachY - 0.5) - canvas.y);
  const alongX = (x1 - x0) * columnX + (y1 - y0) * rowX;
  const alongY = (x1 - x0) * columnY + (y1 - y0) * rowY;
  const length = alongX * alongX + alongY * alongY;
  for (let y = top; y <= bottom; y++) {
    const down = y + canvas.y + 0.5 - y0;
    for (let x = left; x <= right; x++) {
      const across = x + canvas.x + 0.5 - x0;
      const dx = across * columnX + down * rowX;
      const dy = across * columnY + down * rowY;
      const share = length === 0 ? 0 : Math.min(1, Math.max(0, (dx * alongX + dy * alongY) / length));
      const offX = dx - share * alongX;
      const offY = dy - share * alongY;
      if (Math.sqrt(offX * offX + offY * offY) <= reach) canvas.data[y * canvas.width + x] = value;
    }
  }
}
