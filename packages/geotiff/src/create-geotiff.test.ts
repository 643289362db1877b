import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Window } from "@undercoat/raster";
import { temporaryFolder } from "@undercoat/test-utils";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { cogProblems } from "../test/support/cog-check.ts";
import { type CreateGeoTiffOptions, createGeoTiff } from "./create-geotiff.ts";
import { openGeoTiff } from "./open-geotiff.ts";

const nowhere = { geotransform: null, crs: { kind: "unknown" } } as const;
const plain = (width: number, height: number): CreateGeoTiffOptions => ({
  grid: { width, height, ...nowhere },
  sampleType: "uint8",
  bandCount: 1,
  tileSize: 16,
});
const block = (data: Uint8Array, validity: Uint8Array | null = null) => ({ data, validity });
const whole = (width: number, height: number): Window => ({ x: 0, y: 0, width, height });
const newPath = () => join(temporaryFolder(), "a.tif");

/** Cuts an image into windows of any sizes. */
function* cutInto(widths: readonly number[], heights: readonly number[]): Generator<Window> {
  let y = 0;
  for (const height of heights) {
    let x = 0;
    for (const width of widths) {
      yield { x, y, width, height };
      x += width;
    }
    y += height;
  }
}

test("windows of any size in any order make the same file, byte for byte", async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(sizes, sizes, fc.integer(), async (widths, heights, seed) => {
      const [width, height] = [widths, heights].map((all) => all.reduce((sum, one) => sum + one)) as [
        number,
        number,
      ];
      const data = Uint8Array.from({ length: width * height }, (_, index) => (index * 37) % 251);
      const validity = data.map((sample) => (sample % 5 === 0 ? 0 : 1));
      const options = { ...plain(width, height), overviews: "average" } as const;
      const folder = temporaryFolder();
      const first = await createGeoTiff(join(folder, "whole.tif"), options);
      await first.write(whole(width, height), block(data, validity));
      await first.finish();
      const second = await createGeoTiff(join(folder, "parts.tif"), options);
      const windows =
        fc.sample(
          fc.shuffledSubarray([...cutInto(widths, heights)], { minLength: widths.length * heights.length }),
          { numRuns: 1, seed },
        )[0] ?? [];
      const writes = windows.map((window) => {
        const part = (plane: Uint8Array) =>
          Uint8Array.from({ length: window.width * window.height }, (_, index) => {
            const [row, column] = [Math.floor(index / window.width), index % window.width];
            return plane[(window.y + row) * width + window.x + column]!;
          });
        return second.write(window, block(part(data), part(validity)));
      });
      await Promise.all(writes);
      await second.finish();
      expect(readFileSync(join(folder, "parts.tif")).equals(readFileSync(join(folder, "whole.tif")))).toBe(
        true,
      );
      expect(readdirSync(folder).sort()).toEqual(["parts.tif", "whole.tif"]);
    }),
    { numRuns: 25, seed: 3 },
  );
});

test("pixels that are not valid become nodata where there is a value for it, in the file only", async () => {
  const path = newPath();
  const data = Int16Array.of(1, -1, 2, -2, 3, -9);
  const writer = await createGeoTiff(path, { ...plain(3, 1), sampleType: "int16", bandCount: 2, nodata: -9 });
  await writer.write(whole(3, 1), { data, validity: Uint8Array.of(1, 0, 0) });
  expect(await writer.finish()).toMatchObject({ hasValidityImage: false, isBigTiff: false, overviews: [] });
  const source = await openGeoTiff(path);
  const read = await source.read();
  // the third pixel says so already, by one band: the other band stays
  expect(read.data).toEqual(Int16Array.of(1, -1, -9, -9, 3, -9));
  expect(read.validity).toEqual(Uint8Array.of(1, 0, 0));
  expect(data).toEqual(Int16Array.of(1, -1, 2, -2, 3, -9));
  await source.close();
});

test("without nodata, a validity image is written where it is needed, for every level", async () => {
  const path = newPath();
  const writer = await createGeoTiff(path, { ...plain(40, 20), overviews: "average" });
  const data = new Uint8Array(800).fill(9);
  const validity = Uint8Array.from({ length: 800 }, (_, index) => (index % 40 < 20 ? 0 : 1));
  await writer.write(whole(40, 20), block(data, validity));
  expect(await writer.finish()).toMatchObject({ hasValidityImage: true });
  expect(cogProblems(new Uint8Array(readFileSync(path)))).toEqual([]);
  const source = await openGeoTiff(path);
  expect(source.levels.length).toBe(3);
  expect(await source.read()).toMatchObject({ data, validity });
  const half = await source.read({ level: 1 });
  expect(half.validity?.subarray(0, 20)).toEqual(Uint8Array.from({ length: 20 }, (_, x) => (x < 10 ? 0 : 1)));
  await source.close();
});

test("NaN and alpha tell by themselves what is not valid", async () => {
  const path = newPath();
  const writer = await createGeoTiff(path, { ...plain(2, 1), sampleType: "float32" });
  await writer.write(whole(2, 1), { data: Float32Array.of(Number.NaN, 1), validity: Uint8Array.of(0, 1) });
  expect((await writer.finish()).hasValidityImage).toBe(false);
  const alpha = await createGeoTiff(path, { ...plain(2, 1), bandCount: 2, alpha: 2 });
  await alpha.write(whole(2, 1), block(Uint8Array.of(5, 0, 6, 255), Uint8Array.of(0, 1)));
  expect((await alpha.finish()).hasValidityImage).toBe(false);
  const source = await openGeoTiff(path);
  expect((await source.read()).validity).toEqual(Uint8Array.of(0, 1));
  await source.close();
});

test("validityImage keeps every sample, and marks nodata for readers that look at the image alone", async () => {
  const path = newPath();
  const writer = await createGeoTiff(path, { ...plain(3, 1), nodata: 0, validityImage: true });
  await writer.write(whole(3, 1), block(Uint8Array.of(0, 7, 8), Uint8Array.of(1, 0, 1)));
  await writer.finish();
  const source = await openGeoTiff(path);
  expect(await source.read()).toMatchObject({
    data: Uint8Array.of(0, 7, 8),
    validity: Uint8Array.of(0, 0, 1),
  });
  expect(source.info.validityFrom).toEqual(["nodata", "validity image"]);
  await source.close();
});

test("a sparse file leaves out tiles without data, and pixels that were never written", async () => {
  const path = newPath();
  const writer = await createGeoTiff(path, {
    ...plain(64, 64),
    nodata: 200,
    sparse: true,
    overviews: "average",
  });
  await writer.write({ x: 0, y: 0, width: 16, height: 16 }, block(new Uint8Array(256).fill(200)));
  await writer.write({ x: 20, y: 20, width: 2, height: 2 }, block(Uint8Array.of(1, 2, 3, 4)));
  await writer.finish();
  const bytes = readFileSync(path);
  expect(cogProblems(new Uint8Array(bytes))).toEqual([]);
  expect(bytes.length).toBeLessThan(2000);
  const source = await openGeoTiff(path);
  const { data, validity } = await source.read();
  expect(validity?.reduce((sum, one) => sum + one, 0)).toBe(4);
  expect([data[20 * 64 + 21], data[0], data[4095]]).toEqual([2, 200, 200]);
  expect((await source.read({ level: 1, window: { x: 10, y: 10, width: 1, height: 1 } })).data).toEqual(
    Uint8Array.of(3),
  );
  await source.close();
});

test("what is wrong with a window or a block is told, and nothing is left behind", async () => {
  const data = new Uint8Array(16);
  const cases: [Window, { data: ArrayLike<number>; validity: Uint8Array | null }, string, string][] = [
    [{ x: 1, y: 0, width: 4, height: 4 }, block(data), "WINDOW_OUTSIDE", "the image is 4×4"],
    [{ x: 0.5, y: 0, width: 2, height: 2 }, block(data), "WINDOW_OUTSIDE", "whole pixels"],
    [{ x: 0, y: 0, width: 0, height: 2 }, block(data), "WINDOW_OUTSIDE", "window 0×2"],
    [whole(4, 3), block(data), "NOT_WRITABLE", "has 16 samples, 12 were expected"],
    [
      whole(4, 4),
      { data: new Float32Array(16), validity: null },
      "NOT_WRITABLE",
      "is Float32Array, Uint8Array was expected",
    ],
    [whole(4, 4), { data: [1, 2], validity: null }, "NOT_WRITABLE", "is Array, Uint8Array was expected"],
    [
      whole(4, 4),
      { data: new BigInt64Array(16) as never, validity: null },
      "NOT_WRITABLE",
      "is BigInt64Array",
    ],
    [whole(4, 4), { data: undefined as never, validity: null }, "NOT_WRITABLE", "is undefined, Uint8Array"],
    [whole(4, 4), block(data, new Uint8Array(3)), "NOT_WRITABLE", "a validity of 3 pixels, 16 were expected"],
  ];
  for (const [window, given, code, words] of cases) {
    const path = newPath();
    writeFileSync(path, "old");
    const writer = await createGeoTiff(path, plain(4, 4));
    await expect(writer.write(window, given as never)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words),
    });
    await expect(writer.finish()).rejects.toMatchObject({ code: "WRITER_CLOSED" });
    expect(readdirSync(join(path, ".."))).toEqual(["a.tif"]);
    expect(readFileSync(path, "utf8")).toBe("old");
  }
});

test.each([
  ["a whole tile", { x: 0, y: 0, width: 16, height: 16 }, { x: 4, y: 4, width: 1, height: 1 }],
  ["a part of a tile", { x: 0, y: 0, width: 5, height: 5 }, { x: 4, y: 4, width: 5, height: 5 }],
  ["the other way round", { x: 4, y: 4, width: 1, height: 1 }, { x: 0, y: 0, width: 16, height: 16 }],
])("a pixel that is written twice is refused: %s", async (_, first, second) => {
  const writer = await createGeoTiff(newPath(), plain(40, 40));
  const pixels = (window: Window) => block(new Uint8Array(window.width * window.height));
  await writer.write(first, pixels(first));
  await expect(writer.write(second, pixels(second))).rejects.toMatchObject({ code: "WRITTEN_TWICE" });
});

test("pixels that were forgotten are told", async () => {
  const path = newPath();
  const writer = await createGeoTiff(path, plain(40, 40));
  await writer.write({ x: 0, y: 0, width: 40, height: 39 }, block(new Uint8Array(40 * 39)));
  await expect(writer.finish()).rejects.toMatchObject({
    code: "NOT_ALL_WRITTEN",
    message: `"${path}" was finished, but pixels of 3 of its 9 tiles were never written, the first at tile column 0, row 2; write them, or pass sparse: true`,
  });
  expect(existsSync(path)).toBe(false);
});

test("abort and signal leave the old file", async () => {
  const path = newPath();
  writeFileSync(path, "old");
  const writer = await createGeoTiff(path, plain(4, 4));
  await writer.abort();
  await writer.abort();
  const controller = new AbortController();
  const signalled = await createGeoTiff(path, { ...plain(4, 4), signal: controller.signal });
  await signalled.write(whole(4, 4), block(new Uint8Array(16)));
  controller.abort(new RangeError("enough"));
  await expect(signalled.finish()).rejects.toThrow("enough");
  await expect(createGeoTiff(path, { ...plain(4, 4), signal: controller.signal })).rejects.toThrow("enough");
  expect(readdirSync(join(path, ".."))).toEqual(["a.tif"]);
  expect(readFileSync(path, "utf8")).toBe("old");
});

test("what others said about the old file goes with it", async () => {
  const path = newPath();
  for (const suffix of ["", ".aux.xml", ".ovr", ".msk"]) writeFileSync(path + suffix, "old");
  const writer = await createGeoTiff(path, plain(1, 1));
  await writer.write(whole(1, 1), block(Uint8Array.of(1)));
  await writer.finish();
  expect(readdirSync(join(path, ".."))).toEqual(["a.tif"]);
});

test("a folder in the file's place is refused at once", async () => {
  const path = newPath();
  mkdirSync(path);
  await expect(createGeoTiff(path, plain(1, 1))).rejects.toMatchObject({ code: "IS_A_FOLDER" });
});

test.each<[Partial<CreateGeoTiffOptions> & Record<string, unknown>, string]>([
  [{ compresion: "zstd" }, 'option "compresion" is there, but only'],
  [{ compression: "lzw" as never }, 'its compression is "lzw"; choose none, deflate or zstd'],
  [{ compressionLevel: 10 }, "its compression level is 10; deflate has 1 to 9"],
  [{ predictor: 3 }, "predictor 3 does not go with uint8 and compression deflate"],
  [{ predictor: 2, compression: "none" }, "predictor 2 does not go with uint8 and compression none"],
  [{ tileSize: 100 }, "its tiles are 100 pixels wide; choose a multiple of 16"],
  [{ tileSize: 2 ** 15 }, "at most 268435456 are written"],
  [{ interleave: "line" as never }, 'its interleave is "line"'],
  [{ nodata: Number.NaN }, "nodata NaN is no uint8"],
  [{ nodata: 256 }, "nodata 256 is no uint8"],
  [{ nodata: "0" as never }, 'nodata is "0", a number was expected'],
  [{ sampleType: "float32", nodata: 1e300 }, "nodata 1e+300 is no float32"],
  [{ sampleType: "int64" as never }, 'its samples are "int64"'],
  [{ bandCount: 0 }, "it has 0 bands"],
  [{ grid: { width: 1.5, height: 2, ...nowhere } }, "sizes are whole numbers"],
  [
    { grid: { width: 2, height: 2, ...nowhere, geotransform: [0, 0, 0, 0, 0, -1] } },
    "maps all pixels to a line",
  ],
  [
    { grid: { width: 2, height: 2, ...nowhere, geotransform: [0, Number.NaN, 0, 0, 0, -1] } },
    "six finite numbers",
  ],
  [
    { grid: { width: 2, height: 2, ...nowhere, crs: { kind: "epsg", code: 32767 } } },
    "its code is not from 1024 to 32766",
  ],
  [{ bandNames: ["a", "b"] }, "it has 1 bands but 2 names"],
  [{ bandNames: ["a\u0000b"] }, "is no name that XML can hold"],
  [{ scale: [1, 2] }, "it has 1 bands but scale 1, 2"],
  [{ offset: Number.NaN }, "pass one finite number"],
  [{ alpha: 1 }, "its alpha is band 1 of 1"],
  [{ photometric: "rgb" }, "RGB needs three bands"],
  [{ overviews: "cubic" as never }, 'its overviews are "cubic"'],
  [{ overviews: "average", classNames: [{ value: 1, name: "a" }] }, "an average of class values is no class"],
  [{ classNames: [] }, "its classNames are empty"],
  [{ classNames: [{ value: 300, name: "a" }] }, 'class "a" has the value 300, which is no uint8'],
  [
    {
      classNames: [
        { value: 1, name: "a" },
        { value: 1, name: "b" },
      ],
    },
    "the value 1 has two class names",
  ],
  [{ bandCount: 2, classNames: [{ value: 1, name: "a" }] }, "class names need one band"],
  [{ sparse: true }, "what is left out needs a value"],
])("what a file cannot be is refused before anything is written: %o", async (options, words) => {
  const path = newPath();
  await expect(createGeoTiff(path, { ...plain(2, 2), ...options })).rejects.toMatchObject({
    code: "compresion" in options ? "OPTION_REFUSED" : "NOT_WRITABLE",
    message: expect.stringContaining(words),
  });
  expect(readdirSync(join(path, ".."))).toEqual([]);
});
