import fc from "fast-check";
import { expect, test } from "vitest";
import type { Geotransform, Grid } from "./grid.ts";
import { gridBounds } from "./grid-bounds.ts";
import { mapToPixel } from "./map-to-pixel.ts";
import { pixelToMap } from "./pixel-to-map.ts";
import { windowGrid } from "./window-grid.ts";
import { windowOfBounds } from "./window-of-bounds.ts";

const crs = { kind: "epsg", code: 32737 } as const;
const northUp: Geotransform = [500_000, 0.3, 0, 9_000_000, 0, -0.3];
const southUp: Geotransform = [500_000, 0.3, 0, 9_000_000, 0, 0.3];
const rotated: Geotransform = [500_000, 0.2, 0.1, 9_000_000, 0.1, -0.2];
const anyPlace = fc.constantFrom(northUp, southUp, rotated);
/** Coordinates of seven digits in float64, over pixels of 0.2. */
const PIXELS = 1e-7;

test("places on the ground come back to the pixels they were made of", () => {
  fc.assert(
    fc.property(
      anyPlace,
      fc.integer({ min: -1000, max: 5000 }),
      fc.double({ min: -10, max: 5000, noNaN: true }),
      (g, column, row) => {
        const [back, down] = mapToPixel(g, ...pixelToMap(g, column, row));
        expect(Math.abs(back - column)).toBeLessThan(PIXELS);
        expect(Math.abs(down - row)).toBeLessThan(PIXELS);
      },
    ),
  );
});

test("bounds hold every corner, for grids that lie straight, upside down and askew", () => {
  const size = { width: 10, height: 20, crs };
  expect(gridBounds({ ...size, geotransform: northUp })).toEqual({
    xMin: 500_000,
    yMin: 9_000_000 - 6,
    xMax: 500_003,
    yMax: 9_000_000,
  });
  expect(gridBounds({ ...size, geotransform: southUp })).toMatchObject({ yMin: 9_000_000, yMax: 9_000_006 });
  expect(gridBounds({ ...size, geotransform: rotated })).toMatchObject({ xMin: 500_000, xMax: 500_004 });
});

test("the window of a window's bounds is that window", () => {
  const grid: Grid = { width: 40, height: 30, geotransform: northUp, crs };
  fc.assert(
    fc.property(
      fc.constantFrom(northUp, southUp),
      fc.nat(39),
      fc.nat(29),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 30 }),
      (geotransform, x, y, width, height) => {
        const window = { x, y, width: Math.min(width, 40 - x), height: Math.min(height, 30 - y) };
        const place = { ...grid, geotransform };
        expect(windowOfBounds(place, gridBounds(windowGrid(place, window)))).toEqual(window);
      },
    ),
  );
});

test("bounds are cut to the grid, grow to whole pixels, and are null beside it", () => {
  const grid: Grid = { width: 4, height: 4, geotransform: [0, 1, 0, 4, 0, -1], crs };
  expect(windowOfBounds(grid, { xMin: 0.5, yMin: 1.5, xMax: 2.5, yMax: 99 })).toEqual({
    x: 0,
    y: 0,
    width: 3,
    height: 3,
  });
  expect(windowOfBounds(grid, { xMin: 4, yMin: 0, xMax: 9, yMax: 4 })).toBe(null);
  expect(windowOfBounds(grid, { xMin: Number.NaN, yMin: 0, xMax: 9, yMax: 4 })).toBe(null);
});

test("a grid without a place, and pixels without area, are refused", () => {
  const grid: Grid = { width: 4, height: 4, geotransform: null, crs };
  expect(() => gridBounds(grid)).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: grid of 4×4 pixels has no geotransform, but its place on the ground was asked for; give it one, or work in pixels]`,
  );
  expect(() => mapToPixel([0, 1, 0, 0, 2, 0], 1, 1)).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: geotransform [0, 1, 0, 0, 2, 0] makes pixels of area 0, but an area other than 0 was expected; check the pixel size]`,
  );
  expect(() => mapToPixel([0, Number.NaN, 0, 0, 0, 1], 1, 1)).toThrow(/area/);
});
