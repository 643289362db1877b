import fc from "fast-check";
import { expect, test } from "vitest";
import { tileWindows } from "./tile-windows.ts";

const side = fc.integer({ min: 1, max: 12 });
const sizes = fc.record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 40 }) });

function visits(
  size: { width: number; height: number },
  windows: ReturnType<typeof tileWindows>,
): Uint8Array {
  const count = new Uint8Array(size.width * size.height);
  for (const { x, y, width, height } of windows) {
    for (let row = y; row < y + height; row++) {
      for (let column = x; column < x + width; column++) count[row * size.width + column]! += 1;
    }
  }
  return count;
}

test("without overlap every pixel is in exactly one window", () => {
  fc.assert(
    fc.property(sizes, side, side, (size, width, height) => {
      expect(visits(size, tileWindows(size, { width, height })).every((count) => count === 1)).toBe(true);
    }),
  );
});

test("with overlap every pixel is covered, inside the grid, and no window lies in another", () => {
  fc.assert(
    fc.property(
      sizes,
      side,
      side,
      fc.nat(5),
      fc.constantFrom("cut", "shift"),
      (size, w, h, overlap, edge) => {
        const [width, height] = [w + overlap, h + overlap];
        const windows = tileWindows(size, { width, height, overlap, edge });
        expect(visits(size, windows).every((count) => count > 0)).toBe(true);
        for (const one of windows) {
          expect(one.x + one.width <= size.width && one.y + one.height <= size.height).toBe(true);
          if (edge === "shift") expect(one.width).toBe(Math.min(width, size.width));
        }
        const rights = new Set(windows.map((one) => one.x + one.width));
        expect(rights.size).toBe(new Set(windows.map(({ x }) => x)).size);
      },
    ),
  );
});

test("neighbours share the overlap; the last is cut or moves back", () => {
  const along = (edge: "cut" | "shift") =>
    tileWindows({ width: 10, height: 1 }, { width: 4, height: 2, overlap: 1, edge }).map((one) => [
      one.x,
      one.width,
    ]);
  expect(along("cut")).toEqual([
    [0, 4],
    [3, 4],
    [6, 4],
  ]);
  expect(
    tileWindows({ width: 9, height: 1 }, { width: 4, height: 1 }).map(({ x, width }) => [x, width]),
  ).toEqual([
    [0, 4],
    [4, 4],
    [8, 1],
  ]);
  expect(
    tileWindows({ width: 9, height: 1 }, { width: 4, height: 1, edge: "shift" }).map(({ x }) => x),
  ).toEqual([0, 4, 5]);
});

test("an overlap as large as the window, and windows without pixels, are refused", () => {
  const size = { width: 9, height: 9 };
  expect(() => tileWindows(size, { width: 4, height: 8, overlap: 4 })).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: overlap is 4 pixels, but windows with a side of 4 take an integer from 0 to 3; give a smaller overlap or larger windows]`,
  );
  expect(() => tileWindows(size, { width: 0, height: 4 })).toThrow(/positive integers/);
  expect(() => tileWindows(size, { width: 4, height: 4, overlap: Number.NaN })).toThrow(/overlap is NaN/);
});
