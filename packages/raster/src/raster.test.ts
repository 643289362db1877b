import { expect, test } from "vitest";
import { threeClasses } from "../test/arbitraries.ts";
import { classScheme } from "./class-scheme.ts";
import { isRasterError, RasterError } from "./errors.ts";
import { labelMap } from "./label-map.ts";
import { raster } from "./raster.ts";

const bands = [{ name: "red" }, { name: "green" }];

test("a raster without a place has no geotransform and an unknown CRS, and is frozen", () => {
  const made = raster({ width: 2, height: 1, bands, data: new Float32Array(4) });
  expect(made).toMatchObject({
    kind: "raster",
    validity: null,
    geotransform: null,
    crs: { kind: "unknown" },
  });
  expect(Object.isFrozen(made)).toBe(true);
});

test("arrays that do not fit are refused with both numbers", () => {
  const data = new Float32Array(5);
  expect(() => raster({ width: 2, height: 1, bands, data })).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: data of a 2×1 raster with 2 bands holds 5 values, but 4 were expected; check width, height and bands]`,
  );
  const validity = new Uint8Array(3);
  expect(() =>
    raster({ width: 2, height: 1, bands, data: new Float32Array(4), validity }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: validity of a 2×1 raster holds 3 values, but 2 were expected; check width, height and bands]`,
  );
  expect(() => raster({ width: 2, height: 1, bands: [], data })).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: raster of 2×1 pixels has 0 bands, but needs at least 1; name its bands]`,
  );
  expect(() =>
    labelMap({ width: 0, height: 1, scheme: threeClasses, data: new Uint8Array() }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: label map is 0×1, but width and height must be positive integers; check the sizes given]`,
  );
});

test("a label map takes class indices and 255, not class values", () => {
  const make = (...indices: number[]) =>
    labelMap({ width: indices.length, height: 1, scheme: threeClasses, data: Uint8Array.from(indices) });
  expect(make(0, 2, 255).kind).toBe("label-map");
  expect(() => make(0, 10)).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: label map holds class index 10 at pixel 1, but class scheme "land cover" has indices 0 to 2 (and 255 = ignored); decode class values with decodeLabels]`,
  );
});

test("a class scheme has 1 to 255 classes with integers and names of their own", () => {
  const scheme = (...classes: [number, string][]) =>
    classScheme({ name: "s", classes: classes.map(([value, name]) => ({ value, name })) });
  expect(scheme([5, "a"], [0, "b"]).classes[1]).toEqual({ value: 0, name: "b" });
  expect(() => scheme()).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: class scheme "s" has 0 classes, but 1 to 255 fit into a label map; merge or add classes]`,
  );
  expect(() => scheme([1, "a"], [1, "b"])).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: class scheme "s" uses the value 1 twice; give every class its own value]`,
  );
  expect(() => scheme([1, "a"], [2, "a"])).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: class scheme "s" uses the name "a" twice; give every class its own name]`,
  );
  expect(() => scheme([1.5, "a"])).toThrowErrorMatchingInlineSnapshot(
    `[RasterError: class scheme "s" gives class "a" the value 1.5, but values are integers]`,
  );
});

test("the guard knows its own error by name and code", () => {
  const error = new RasterError("SIZE_MISMATCH", { message: "m", cause: "c" });
  expect(isRasterError(error)).toBe(true);
  expect(isRasterError(error, "SIZE_MISMATCH")).toBe(true);
  expect(isRasterError(error, "WINDOW_OUTSIDE")).toBe(false);
  expect(isRasterError({ name: "RasterError" })).toBe(false);
  expect(error.cause).toBe("c");
});
