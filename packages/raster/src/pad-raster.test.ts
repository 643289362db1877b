import fc from "fast-check";
import { expect, test } from "vitest";
import { anyLabels, anyRaster, threeClasses } from "../test/arbitraries.ts";
import { cropLabels } from "./crop-labels.ts";
import { cropRaster } from "./crop-raster.ts";
import { labelMap } from "./label-map.ts";
import { padLabels } from "./pad-labels.ts";
import { padRaster } from "./pad-raster.ts";
import { pixelToMap } from "./pixel-to-map.ts";
import { raster } from "./raster.ts";

const sides = fc.record({ left: fc.nat(20), right: fc.nat(20), top: fc.nat(20), bottom: fc.nat(20) });
const mode = fc.constantFrom("constant" as const, "reflect" as const);
const strip = (...samples: number[]) =>
  raster({ width: samples.length, height: 1, bands: [{ name: "b" }], data: Float32Array.from(samples) });

test("what is cropped out of the padding again is what was padded", () => {
  fc.assert(
    fc.property(anyRaster, sides, mode, (source, padding, how) => {
      const before = source.data.slice();
      const padded = padRaster(source, { ...padding, mode: how });
      const { width, height } = source;
      const back = cropRaster(padded, { x: padding.left, y: padding.top, width, height });
      expect(back.data).toEqual(source.data);
      expect(back.validity?.includes(0) ?? false).toBe(source.validity?.includes(0) ?? false);
      source.validity?.forEach((valid, pixel) => {
        expect(back.validity?.[pixel] ?? 1).toBe(valid);
      });
      expect(source.data).toEqual(before);
    }),
  );
});

test("padding is never valid, and a pixel keeps its place on the ground", () => {
  fc.assert(
    fc.property(anyRaster, sides, mode, (source, { left, right, top, bottom }, how) => {
      const padded = padRaster(source, { left, right, top, bottom, mode: how });
      const valid = padded.validity?.reduce((sum, one) => sum + one, 0) ?? padded.width * padded.height;
      expect(valid).toBe(source.validity?.reduce((sum, one) => sum + one, 0) ?? source.width * source.height);
      if (source.geotransform === null || padded.geotransform === null) {
        expect(padded.geotransform).toBe(source.geotransform);
        return;
      }
      const [x, y] = pixelToMap(source.geotransform, 0.5, 0.5);
      const [paddedX, paddedY] = pixelToMap(padded.geotransform, left + 0.5, top + 0.5);
      expect(paddedX).toBeCloseTo(x, 6);
      expect(paddedY).toBeCloseTo(y, 6);
    }),
  );
});

test("reflection does not repeat the edge, and goes on when the padding is larger than the raster", () => {
  const { data, validity } = padRaster(strip(1, 2, 3), { left: 5, right: 4, mode: "reflect" });
  expect([...data]).toEqual([2, 1, 2, 3, 2, 1, 2, 3, 2, 1, 2, 3]);
  expect([...(validity ?? [])]).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0]);
  expect([...padRaster(strip(7), { left: 2, top: 1, mode: "reflect" }).data]).toEqual([7, 7, 7, 7, 7, 7]);
});

test("reflection of rows and columns is the reflection of columns and rows, band by band", () => {
  const source = raster({
    width: 2,
    height: 2,
    bands: [{ name: "a" }, { name: "b" }],
    data: Float32Array.of(1, 10, 2, 20, 3, 30, 4, 40),
  });
  const { data } = padRaster(source, { left: 1, top: 1, mode: "reflect" });
  expect([...data]).toEqual([4, 40, 3, 30, 4, 40, 2, 20, 1, 10, 2, 20, 4, 40, 3, 30, 4, 40]);
});

test("constant padding holds its value in every band", () => {
  expect([...padRaster(strip(1), { left: 1, right: 1, value: -5 }).data]).toEqual([-5, 1, -5]);
});

test("labels are padded with 255 or a class, and cropping gives them back", () => {
  fc.assert(
    fc.property(anyLabels, sides, fc.constantFrom(0, 2, 255), (labels, padding, classIndex) => {
      const padded = padLabels(labels, { ...padding, classIndex });
      const { left, right, top, bottom } = padding;
      const { width, height } = labels;
      expect(cropLabels(padded, { x: left, y: top, width, height }).data).toEqual(labels.data);
      const count = (data: Uint8Array) => data.filter((one) => one === classIndex).length;
      const added = (width + left + right) * (height + top + bottom) - width * height;
      expect(count(padded.data) - count(labels.data)).toBe(added);
    }),
  );
  const two = labelMap({ width: 2, height: 1, scheme: threeClasses, data: Uint8Array.of(0, 1) });
  expect([...padLabels(two, { right: 1 }).data]).toEqual([0, 1, 255]);
  expect([...padLabels(two, { left: 2, right: 1, mode: "reflect" }).data]).toEqual([0, 1, 0, 1, 0]);
});

test("padding that is negative, fractional or no class is refused", () => {
  expect(() => padRaster(strip(1), { left: -1 })).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: padding at the left is -1 pixels, but an integer from 0 was expected; crop to make it smaller]`,
  );
  const mode = String("edge") as "reflect";
  expect(() => padRaster(strip(1), { left: 1, mode })).toThrow(/padding mode is "edge"/);
  expect(() => padRaster(strip(1), { left: 2 ** 52 })).toThrow(/do not fit into the memory/);
  expect(() => padRaster(strip(1), { top: 0.5 })).toThrow(/padding at the top is 0.5/);
  const labels = labelMap({ width: 1, height: 1, scheme: threeClasses, data: Uint8Array.of(0) });
  expect(() => padLabels(labels, { left: 1, classIndex: 256 })).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: padding would hold class index 256, but class scheme "land cover" has indices 0 to 2 (and 255 = ignored); give one of these]`,
  );
});
