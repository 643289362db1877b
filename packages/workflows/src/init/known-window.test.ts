import fc from "fast-check";
import { expect, test } from "vitest";
import type { KnownCells } from "./count-labels.ts";
import { knownWindow } from "./known-window.ts";

/** Cells of 4×4 pixels, all of their pixels known or none. */
function cellsOf(rows: readonly (readonly boolean[])[]): KnownCells {
  const known = Uint32Array.from(rows.flat(), (isKnown) => (isKnown ? 16 : 0));
  return { cell: 4, columns: rows[0]!.length, rows: rows.length, known };
}

/** The area of the largest rectangle of known cells, by looking at all. */
function largestArea(rows: readonly (readonly boolean[])[]): number {
  let best = 0;
  for (let top = 0; top < rows.length; top++)
    for (let left = 0; left < rows[0]!.length; left++)
      for (let bottom = top + 1; bottom <= rows.length; bottom++)
        for (let right = left + 1; right <= rows[0]!.length; right++)
          if (rows.slice(top, bottom).every((row) => row.slice(left, right).every(Boolean)))
            best = Math.max(best, (bottom - top) * (right - left));
  return best;
}

test("is the largest rectangle of known squares", () => {
  const grid = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
    .chain(([columns, rows]) =>
      fc.array(fc.array(fc.boolean(), { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    );
  fc.assert(
    fc.property(grid, (rows) => {
      const cells = cellsOf(rows);
      const found = knownWindow(cells, { width: 4 * cells.columns, height: 4 * cells.rows });
      const area = largestArea(rows);
      expect(found === null ? 0 : (found.width * found.height) / 16).toBe(area);
      if (found === null) return;
      for (let row = found.y / 4; row < (found.y + found.height) / 4; row++)
        for (let column = found.x / 4; column < (found.x + found.width) / 4; column++)
          expect(rows[row]![column]).toBe(true);
    }),
  );
});

test("ends with the image, and is all of it where a few pixels lack", () => {
  const cells = cellsOf([
    [true, true],
    [true, true],
  ]);
  const partial = { ...cells, known: Uint32Array.of(16, 12, 12, 9) };
  expect(knownWindow(partial, { width: 7, height: 7 })).toEqual({ x: 0, y: 0, width: 7, height: 7 });
  const half = { ...cells, known: Uint32Array.of(16, 12, 0, 0) };
  expect(knownWindow(half, { width: 7, height: 7 })).toEqual({ x: 0, y: 0, width: 7, height: 4 });
});
