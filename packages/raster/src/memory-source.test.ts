import fc from "fast-check";
import { expect, test } from "vitest";
import { anyRaster, windowIn } from "../test/arbitraries.ts";
import { cropRaster } from "./crop-raster.ts";
import { memorySource } from "./memory-source.ts";
import { toRaster } from "./to-raster.ts";
import { wholeWindow } from "./whole-window.ts";

const rgb = [{ name: "red" }, { name: "green" }, { name: "blue" }];
const source = () =>
  memorySource({
    name: "made up",
    width: 2,
    height: 1,
    bands: rgb,
    data: Uint8Array.of(1, 2, 3, 4, 5, 6),
    nodata: 0,
  });

test("a window read from memory equals a crop", async () => {
  const drawn = anyRaster.chain((whole) => fc.tuple(fc.constant(whole), windowIn(whole)));
  await fc.assert(
    fc.asyncProperty(drawn, async ([whole, window]) => {
      const block = await memorySource({ ...whole, name: "scene" }).read({ window });
      const part = cropRaster(whole, window);
      const grid = { ...part, width: window.width, height: window.height };
      const cleared = toRaster({ ...part, bandCount: part.bands.length }, part, part.bands);
      expect(toRaster(block, grid, whole.bands)).toEqual(cleared);
    }),
  );
});

test("bands are counted from 1 and come in the order asked for", async () => {
  const block = await source().read({ bands: [3, 1] });
  expect(block).toMatchObject({ bandCount: 2, width: 2, height: 1, validity: null });
  expect([...block.data]).toEqual([3, 1, 6, 4]);
  const repeated = await source().read({ bands: [1, 1, 1, 1] });
  expect([...repeated.data]).toEqual([1, 1, 1, 1, 4, 4, 4, 4]);
  await expect(source().read({ bands: [0] })).rejects.toThrowErrorMatchingInlineSnapshot(
    `[RasterError: band 0 of source "made up" was asked for, but it has bands 1 to 3; count from 1]`,
  );
});

test("the sample type is that of the array", () => {
  expect(source().sampleType).toBe("uint8");
  const data = new Float64Array(1);
  expect(memorySource({ name: "f", width: 1, height: 1, bands: [{ name: "b" }], data }).sampleType).toBe(
    "float64",
  );
});

test("a pixel is nodata where every band is", async () => {
  const data = Int16Array.of(-1, -1, -1, 5);
  const bands = [{ name: "a" }, { name: "b" }];
  const block = await memorySource({ name: "n", width: 2, height: 1, bands, data, nodata: -1 }).read();
  expect([...(block.validity ?? [])]).toEqual([0, 1]);
});

test("a closed source and an aborted signal are refused", async () => {
  const open = source();
  await open.close();
  await expect(open.read()).rejects.toThrowErrorMatchingInlineSnapshot(
    `[RasterError: source "made up" is closed, but was read; read before close()]`,
  );
  await expect(source().read({ signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
});

test("a window outside is refused", async () => {
  const window = { ...wholeWindow(source()), x: 1 };
  await expect(source().read({ window })).rejects.toThrow(/does not lie inside/);
});

test("it has the full size only, and another level is refused", async () => {
  expect(source().levels).toEqual([{ width: source().width, height: source().height }]);
  await expect(source().read({ level: 1 })).rejects.toThrowErrorMatchingInlineSnapshot(
    `[RasterError: level 1 of source "made up" was asked for, but it has level 0 only; read level 0 and downsample]`,
  );
});
