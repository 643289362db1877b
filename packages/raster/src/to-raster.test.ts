import fc from "fast-check";
import { expect, test } from "vitest";
import type { Grid } from "./grid.ts";
import type { SampleArray, SampleBlock } from "./samples.ts";
import { toCodedRaster } from "./to-coded-raster.ts";
import { toRaster } from "./to-raster.ts";

const grid: Grid = {
  width: 2,
  height: 1,
  geotransform: [0, 1, 0, 0, 0, -1],
  crs: { kind: "epsg", code: 3857 },
};
const block = (data: SampleArray, validity: Uint8Array | null = null): SampleBlock => ({
  width: 2,
  height: 1,
  bandCount: data.length / 2,
  data,
  validity,
});
const one = [{ name: "one" }];
const two = [{ name: "one" }, { name: "two" }];

test("samples become float32, with the place of the grid", () => {
  const made = toRaster(block(Uint16Array.of(1, 2, 3, 65535)), grid, two);
  expect([...made.data]).toEqual([1, 2, 3, 65535]);
  expect(made).toMatchObject({ geotransform: grid.geotransform, crs: grid.crs, bands: two, validity: null });
});

test("a pixel with NaN in any band is not valid, and pixels that are not valid hold 0", () => {
  const made = toRaster(block(Float32Array.of(1, Number.NaN, 5, 6)), grid, two);
  expect([...made.data]).toEqual([0, 0, 5, 6]);
  expect([...(made.validity ?? [])]).toEqual([0, 1]);
  const given = toRaster(block(Int16Array.of(-9999, 7), Uint8Array.of(0, 1)), grid, one);
  expect([...given.data]).toEqual([0, 7]);
});

test("no value of a pixel that is not valid changes the raster", () => {
  fc.assert(
    fc.property(fc.double(), (value) => {
      const made = toRaster(block(Float64Array.of(value, 3), Uint8Array.of(0, 1)), grid, one);
      expect([...made.data]).toEqual([0, 3]);
    }),
  );
});

test("a number that float32 cannot hold is refused, unless asked for or not valid", () => {
  const samples = Int32Array.of(16_777_217, 4);
  expect(() => toRaster(block(samples), grid, one)).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: band "one" holds 16777217, which float32 rounds to 16777216; scale or shift the samples first, or pass allowLoss: true]`,
  );
  expect(toRaster(block(samples), grid, one, { allowLoss: true }).data[0]).toBe(16_777_216);
  expect(toRaster(block(samples, Uint8Array.of(0, 1)), grid, one).data[0]).toBe(0);
  expect(() => toRaster(block(Float64Array.of(0.1, 4)), grid, one)).toThrow(/allowLoss/);
});

test("integers up to 2^24 go through unchanged", () => {
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 24), max: 2 ** 24 }), (value) => {
      expect(toRaster(block(Int32Array.of(value, 0)), grid, one).data[0]).toBe(value === 0 ? 0 : value);
    }),
  );
});

test("a block of another size or band count is refused", () => {
  expect(() =>
    toRaster(block(Uint8Array.of(1, 2)), { ...grid, width: 3 }, one),
  ).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: block is 2×1 with 1 bands, but 3×1 with 1 were expected; read the window and bands of this grid]`,
  );
  expect(() => toCodedRaster(block(Uint8Array.of(1, 2, 3, 4)), grid)).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: block is 2×1 with 2 bands, but 2×1 with 1 were expected; read the window and bands of this grid]`,
  );
});

test("the block that was read stays as it was", () => {
  const validity = Uint8Array.of(1, 1);
  const samples = Float32Array.of(Number.NaN, 2);
  toRaster(block(samples, validity), grid, one);
  expect([...validity]).toEqual([1, 1]);
  expect(samples[0]).toBe(Number.NaN);
});
