import type { Grid } from "../grid.ts";
import { emptyPositions, type SourcePlaces } from "./source-places.ts";

/** A centre this close before the edge of a pixel is taken for one on it. */
const ON_EDGE = 1e-6;

/** Calls `visit(pixel, from)` for every pixel of the target whose centre lies in a pixel of the source. */
export function forEachNearest(
  source: Grid,
  target: Grid,
  places: SourcePlaces,
  visit: (pixel: number, from: number) => void,
): void {
  const { columns, rows } = emptyPositions(target.width);
  const isStraight = places.affine !== null && places.affine[2] === 0 && places.affine[4] === 0;
  if (isStraight) places.fillInto({ columns, rows }, 0.5, 0.5);
  const across = Int32Array.from(columns, (column) => pixelAt(column, source.width));
  for (let row = 0, pixel = 0; row < target.height; row++) {
    places.fillInto({ columns, rows }, 0.5, row + 0.5);
    if (isStraight) {
      const start = pixelAt(rows[0]!, source.height) * source.width;
      for (let column = 0; column < target.width; column++, pixel++) {
        if (start >= 0 && across[column]! >= 0) visit(pixel, start + across[column]!);
      }
    } else {
      for (let column = 0; column < target.width; column++, pixel++) {
        const x = Math.floor(columns[column]! + ON_EDGE);
        const y = Math.floor(rows[column]! + ON_EDGE);
        if (x >= 0 && y >= 0 && x < source.width && y < source.height) visit(pixel, y * source.width + x);
      }
    }
  }
}

/** The pixel of a line that holds a position, −1 outside. */
function pixelAt(position: number, size: number): number {
  const pixel = Math.floor(position + ON_EDGE);
  return pixel >= 0 && pixel < size ? pixel : -1;
}
