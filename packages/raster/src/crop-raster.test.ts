import fc from "fast-check";
import { expect, test } from "vitest";
import { anyLabels, anyRaster, windowIn } from "../test/arbitraries.ts";
import { cropGeotransform } from "./crop-geotransform.ts";
import { cropLabels } from "./crop-labels.ts";
import { cropRaster } from "./crop-raster.ts";
import type { Geotransform } from "./grid.ts";
import { wholeWindow } from "./whole-window.ts";

const corner = (g: Geotransform, x: number, y: number) => [
  g[0] + x * g[1] + y * g[2],
  g[3] + x * g[4] + y * g[5],
];

test("every pixel of a crop is the pixel of the raster under it", () => {
  fc.assert(
    fc.property(
      anyRaster.chain((whole) => fc.tuple(fc.constant(whole), windowIn(whole))),
      ([whole, window]) => {
        const part = cropRaster(whole, window);
        const bands = whole.bands.length;
        for (let y = 0; y < window.height; y++) {
          for (let x = 0; x < window.width; x++) {
            const here = y * window.width + x;
            const there = (window.y + y) * whole.width + window.x + x;
            expect(part.validity?.[here]).toBe(whole.validity?.[there]);
            expect(part.data.subarray(here * bands, (here + 1) * bands)).toEqual(
              whole.data.subarray(there * bands, (there + 1) * bands),
            );
          }
        }
      },
    ),
  );
});

test("a pixel keeps its place on the ground", () => {
  fc.assert(
    fc.property(
      anyRaster.chain((whole) => fc.tuple(fc.constant(whole), windowIn(whole))),
      ([whole, window]) => {
        const part = cropRaster(whole, window);
        expect(part.crs).toEqual(whole.crs);
        if (whole.geotransform === null || part.geotransform === null) {
          expect(part.geotransform).toBe(whole.geotransform);
          return;
        }
        const [x = 0, y = 0] = corner(part.geotransform, 1, 1);
        const [wantedX = 0, wantedY = 0] = corner(whole.geotransform, window.x + 1, window.y + 1);
        expect(x).toBeCloseTo(wantedX, 6);
        expect(y).toBeCloseTo(wantedY, 6);
      },
    ),
  );
});

test("the whole window gives an equal copy, and a crop of a crop is one crop", () => {
  fc.assert(
    fc.property(anyLabels, (whole) => {
      const copy = cropLabels(whole, wholeWindow(whole));
      expect(copy).toEqual(whole);
      expect(copy.data).not.toBe(whole.data);
      if (whole.width < 3 || whole.height < 3) return;
      const twice = cropLabels(cropLabels(whole, { x: 1, y: 1, width: 2, height: 2 }), {
        x: 1,
        y: 0,
        width: 1,
        height: 1,
      });
      expect(twice.data).toEqual(cropLabels(whole, { x: 2, y: 1, width: 1, height: 1 }).data);
    }),
  );
});

test("a rotated geotransform moves along both axes", () => {
  expect(cropGeotransform([10, 2, 1, 50, 0.5, -2], { x: 3, y: 4 })).toEqual([20, 2, 1, 43.5, 0.5, -2]);
});

test("a window that reaches outside, is empty or has fractions is refused", () => {
  const [labels] = fc.sample(anyLabels, { numRuns: 1, seed: 1 });
  if (labels === undefined) return;
  const outside = { x: labels.width, y: 0, width: 1, height: 1 };
  for (const window of [
    outside,
    { ...outside, x: 0, width: 0 },
    { ...outside, x: 0.5 },
    { ...outside, x: -1 },
  ]) {
    expect(() => cropLabels(labels, window)).toThrow(/does not lie inside/);
  }
});
