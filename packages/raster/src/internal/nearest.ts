import type { Grid } from "../grid.ts";
import { emptyPositions, type SourcePlaces } from "./source-places.ts";

/** A centre this close above an edge of a pixel is taken for one on it. */
const ON_EDGE = 1e-6;

/** Calls `visit(pixel, from)` for every pixel of the target whose centre lies in a pixel of the source. */
export function forEachNearest(
  source: Grid,
  target: Grid,
  places: SourcePlaces,
  visit: (pixel: number, from: number) => void,
): void {
  const { columns, rows } = emptyPositions(target.width);
  for (let row = 0; row < target.height; row++) {
    places.fillInto({ columns, rows }, 0.5, row + 0.5);
    for (let column = 0; column < target.width; column++) {
      const x = Math.floor(columns[column]! + ON_EDGE);
      const y = Math.floor(rows[column]! + ON_EDGE);
      if (x >= 0 && y >= 0 && x < source.width && y < source.height) {
        visit(row * target.width + column, y * source.width + x);
      }
    }
  }
}
