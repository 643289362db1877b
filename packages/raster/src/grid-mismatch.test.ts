import fc from "fast-check";
import { expect, test } from "vitest";
import { anyRaster } from "../test/arbitraries.ts";
import type { Grid } from "./grid.ts";
import { gridMismatch } from "./grid-mismatch.ts";

const grid: Grid = {
  width: 100,
  height: 50,
  geotransform: [500_000, 0.5, 0, 9_000_000, 0, -0.5],
  crs: { kind: "epsg", code: 32737 },
};

test("a grid lies on itself", () => {
  fc.assert(
    fc.property(anyRaster, (source) => {
      expect(gridMismatch(source, { ...source })).toBe(null);
    }),
  );
});

test("sizes, CRS and a missing geotransform are told apart", () => {
  expect(gridMismatch(grid, { ...grid, width: 99 })).toMatchInlineSnapshot(
    `"sizes differ: 100×50 and 99×50 pixels"`,
  );
  expect(gridMismatch(grid, { ...grid, crs: { kind: "unknown" } })).toMatchInlineSnapshot(
    `"CRS differ: EPSG:32737 and unknown"`,
  );
  expect(gridMismatch(grid, { ...grid, geotransform: null })).toMatchInlineSnapshot(
    `"only one of the two has a geotransform"`,
  );
});

test("a hundredth of a pixel is tolerated, more is not", () => {
  expect(gridMismatch(grid, { ...grid, geotransform: [500_000.004, 0.5, 0, 9_000_000, 0, -0.5] })).toBe(null);
  expect(
    gridMismatch(grid, { ...grid, geotransform: [500_000.5, 0.5, 0, 9_000_000, 0, -0.5] }),
  ).toMatchInlineSnapshot(`"corners lie up to 1 pixels apart"`);
});

test("another pixel size shows at the far corner", () => {
  expect(
    gridMismatch(grid, { ...grid, geotransform: [500_000, 0.51, 0, 9_000_000, 0, -0.5] }),
  ).toMatchInlineSnapshot(`"corners lie up to 2 pixels apart"`);
});
