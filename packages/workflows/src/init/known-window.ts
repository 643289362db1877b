import type { Window } from "@undercoat/raster";
import type { KnownCells } from "./count-labels.ts";

/** A square with this share of known pixels counts as labelled. */
const KNOWN_SHARE = 0.98;

/** The size of an image. */
interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Where clean labels are known: the whole image if nearly every pixel is, else the largest rectangle of squares that are;
 * null where there is none.
 */
export function knownWindow(
  { cell, columns, rows, known }: KnownCells,
  { width, height }: Size,
): Window | null {
  const pixels = known.reduce((sum, count) => sum + count, 0);
  if (pixels >= KNOWN_SHARE * width * height) return { x: 0, y: 0, width, height };
  const isKnown = (column: number, row: number) => {
    const area =
      (Math.min(width, (column + 1) * cell) - column * cell) *
      (Math.min(height, (row + 1) * cell) - row * cell);
    return known[row * columns + column]! >= KNOWN_SHARE * area;
  };
  const best = largestRectangle(columns, rows, isKnown);
  if (best === null) return null;
  const [x, y] = [best.x * cell, best.y * cell];
  return {
    x,
    y,
    width: Math.min(width, x + best.width * cell) - x,
    height: Math.min(height, y + best.height * cell) - y,
  };
}

/** Of all rectangles of true cells, the one with the largest area: heights of columns, row by row. */
function largestRectangle(
  columns: number,
  rows: number,
  isTrue: (column: number, row: number) => boolean,
): Window | null {
  let best: Window | null = null;
  const heights = new Array<number>(columns + 1).fill(0); // the last column ends all rectangles
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++)
      heights[column] = isTrue(column, row) ? heights[column]! + 1 : 0;
    const open: { from: number; height: number }[] = [];
    for (let column = 0; column <= columns; column++) {
      let from = column;
      while (open.length > 0 && open.at(-1)!.height > heights[column]!) {
        const { from: x, height } = open.pop()!;
        from = x;
        if (best === null || height * (column - x) > best.width * best.height)
          best = { x, y: row - height + 1, width: column - x, height };
      }
      if (heights[column]! > 0 && open.at(-1)?.height !== heights[column])
        open.push({ from, height: heights[column]! });
    }
  }
  return best;
}
