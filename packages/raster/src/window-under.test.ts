import fc from "fast-check";
import { expect, test } from "vitest";
import { cropRaster } from "./crop-raster.ts";
import type { Grid } from "./grid.ts";
import { raster } from "./raster.ts";
import { resampleRaster } from "./resample-raster.ts";
import { windowUnder } from "./window-under.ts";

const crs = { kind: "epsg", code: 32737 } as const;
const SIDE = 60;
const source = raster({
  width: SIDE,
  height: SIDE,
  bands: [{ name: "b" }],
  data: new Float32Array(SIDE * SIDE).map((_, pixel) => (pixel * 7919) % 251),
  geotransform: [500_000, 0.5, 0, 9_000_000, 0, -0.5],
  crs,
});
/** The corner of a crop is another float64 than that of the whole: positions move by 1e-9 pixels. */
const FLOAT32 = 1e-3;

const target = fc
  .record({
    width: fc.integer({ min: 1, max: 9 }),
    height: fc.integer({ min: 1, max: 9 }),
    x: fc.double({ min: -10, max: 30, noNaN: true }),
    y: fc.double({ min: -30, max: 10, noNaN: true }),
    step: fc.double({ min: 0.11, max: 2.3, noNaN: true }),
    angle: fc.constantFrom(0, 0.3, 2),
  })
  .map(({ width, height, x, y, step, angle }): Grid => {
    const [cos, sin] = [step * Math.cos(angle), step * Math.sin(angle)];
    return { width, height, geotransform: [500_000 + x, cos, sin, 9_000_000 + y, sin, -cos], crs };
  });
const bent = (x: number, y: number) =>
  [x + 3 * Math.sin((y - 9_000_000) / 4), y + 2 * Math.cos((x - 500_000) / 5)] as const;

test("resampling what lies under a target equals resampling all, also where the target is bent", () => {
  fc.assert(
    fc.property(
      target,
      fc.constantFrom({}, { transform: bent }),
      fc.constantFrom("bilinear" as const, "average" as const),
      (grid, options, method) => {
        const all = resampleRaster(source, grid, { method, ...options });
        const window = windowUnder(source, grid, options);
        if (window === null) {
          expect(all.validity?.includes(1)).toBe(false);
          return;
        }
        const part = resampleRaster(cropRaster(source, window), grid, { method, ...options });
        all.data.forEach((sample, i) => {
          expect(Math.abs(sample - (part.data[i] ?? Number.NaN))).toBeLessThan(FLOAT32);
        });
      },
    ),
    { numRuns: 500 },
  );
});

test("a small target asks for a small window, a bent one for little more", () => {
  const grid: Grid = { width: 4, height: 4, geotransform: [500_010, 0.5, 0, 8_999_990, 0, -0.5], crs };
  expect(windowUnder(source, grid)).toEqual({ x: 18, y: 18, width: 8, height: 8 });
  const window = windowUnder(source, grid, { transform: (x, y) => [x + 1e-9 * x * y, y] });
  expect(window === null || window.width <= 9).toBe(true);
});

test("where a place is missing the whole source comes, and nothing where both do not meet", () => {
  const grid: Grid = { width: 4, height: 4, geotransform: [500_010, 0.5, 0, 8_999_990, 0, -0.5], crs };
  const transform = (x: number, y: number) => [x > 500_011 ? Number.NaN : x, y] as const;
  expect(windowUnder(source, grid, { transform })).toEqual({ x: 0, y: 0, width: SIDE, height: SIDE });
  expect(windowUnder(source, { ...grid, geotransform: [600_000, 0.5, 0, 8_999_990, 0, -0.5] })).toBe(null);
  expect(() => windowUnder(source, { ...grid, crs: { kind: "unknown" } })).toThrow(/pass a transform/);
});
