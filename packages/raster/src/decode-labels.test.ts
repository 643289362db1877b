import fc from "fast-check";
import { expect, test } from "vitest";
import { anyLabels, threeClasses } from "../test/arbitraries.ts";
import type { CodedRaster } from "./coded-raster.ts";
import { decodeLabels } from "./decode-labels.ts";
import { encodeLabels } from "./encode-labels.ts";
import { isRasterError } from "./errors.ts";
import type { SampleArray } from "./samples.ts";
import { toCodedRaster } from "./to-coded-raster.ts";

const coded = (data: SampleArray, validity: Uint8Array | null = null): CodedRaster => ({
  kind: "coded-raster",
  width: data.length,
  height: 1,
  geotransform: null,
  crs: { kind: "unknown" },
  data,
  validity,
});

test("class values become the positions of their classes, in any sample type", () => {
  for (const type of [Uint8Array, Int16Array, Uint32Array, Float32Array, Float64Array]) {
    expect([...decodeLabels(coded(type.of(30, 10, 20)), threeClasses).data]).toEqual([2, 0, 1]);
  }
});

test("a pixel that is not valid is ignored, whatever it holds", () => {
  const labels = decodeLabels(coded(Uint8Array.of(10, 77), Uint8Array.of(1, 0)), threeClasses);
  expect([...labels.data]).toEqual([0, 255]);
});

test("NaN in a float file is a pixel that is not valid", () => {
  const block = { width: 2, height: 1, bandCount: 1, data: Float32Array.of(Number.NaN, 20), validity: null };
  const grid = { width: 2, height: 1, geotransform: null, crs: { kind: "unknown" } } as const;
  expect([...decodeLabels(toCodedRaster(block, grid), threeClasses).data]).toEqual([255, 1]);
});

test("a value that the scheme does not have is named with its count and the scheme's values", () => {
  const data = Uint8Array.of(10, 40, 40, 50);
  expect(() => decodeLabels(coded(data), threeClasses, "scene_7")).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: "scene_7" holds the class value 40 in 2 pixels of what was read (and 1 other values), but class scheme "land cover" has 10, 20, 30; add the class, or mark the value as nodata]`,
  );
  expect(() => decodeLabels(coded(Uint8Array.of(1)), threeClasses)).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: "labels" holds the class value 1 in 1 pixels of what was read, but class scheme "land cover" has 10, 20, 30; add the class, or mark the value as nodata]`,
  );
});

test("the error holds the count of every unknown value", () => {
  try {
    decodeLabels(coded(Uint8Array.of(10, 40, 40, 50)), threeClasses);
    expect.unreachable();
  } catch (error) {
    if (!isRasterError(error, "CLASS_OUTSIDE_SCHEME")) throw error;
    expect(error.context["counts"]).toEqual({ 40: 2, 50: 1 });
  }
});

test("encoding and decoding give the same labels again", () => {
  fc.assert(
    fc.property(anyLabels, (labels) => {
      const data = encodeLabels(labels);
      const validity = Uint8Array.from(labels.data, (index) => (index === 255 ? 0 : 1));
      const { width, height, geotransform, crs } = labels;
      const file: CodedRaster = { kind: "coded-raster", width, height, geotransform, crs, data, validity };
      expect(decodeLabels(file, labels.scheme)).toEqual(labels);
    }),
  );
});

const map = (values: number[], indices: number[]) => ({
  kind: "label-map" as const,
  width: indices.length,
  height: 1,
  geotransform: null,
  crs: { kind: "unknown" as const },
  scheme: { name: "s", classes: values.map((value) => ({ value, name: `c${value}` })) },
  data: Uint8Array.from(indices),
});

test("values are written in the smallest type that holds them all, the ignore value too", () => {
  expect(encodeLabels(map([0, 1], [1, 255]))).toEqual(Uint8Array.of(1, 255));
  expect(encodeLabels(map([0, 300], [1, 255]))).toEqual(Uint16Array.of(300, 255));
  expect(encodeLabels(map([-1, 5], [0, 1]))).toEqual(Int16Array.of(-1, 5));
  expect(encodeLabels(map([0, 70_000], [1, 0]))).toEqual(Int32Array.of(70_000, 0));
  expect(encodeLabels(map([0, 1], [255]), { ignoreValue: -9999 })).toEqual(Int16Array.of(-9999));
});

test("an ignore value that is a class is refused only where a pixel is ignored", () => {
  expect(encodeLabels(map([0, 255], [1]))).toEqual(Uint8Array.of(255));
  expect(() => encodeLabels(map([0, 255], [1, 255]))).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: ignored pixels would be written as 255, but that is the value of class "c255" in scheme "s"; pass another ignoreValue]`,
  );
});
