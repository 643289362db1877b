import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import type { Grid } from "@undercoat/raster";
import { temporaryFolder } from "@undercoat/test-utils";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { encodeGeoTiff } from "./encode-geotiff.ts";
import { isGeoTiffError } from "./errors.ts";
import { openGeoTiff, openGeoTiffBuffer } from "./open-geotiff.ts";

const grid: Grid = {
  width: 300,
  height: 280,
  geotransform: [500000, 10, 0, 4200000, 0, -10],
  crs: { kind: "epsg", code: 32618 },
};
const data = Uint16Array.from({ length: 300 * 280 * 2 }, (_, index) => (index * 7919) % 65521);
const bytes = encodeGeoTiff({ grid, data, bandCount: 2 });
const small = encodeGeoTiff({
  grid: { ...grid, width: 5, height: 4 },
  data: Int16Array.from({ length: 20 }, (_, index) => index - 10),
  bandCount: 1,
});

/** Where the value of a tag of the first directory of a classic little-endian file stands. */
function valueAt(file: Uint8Array, tag: number): number {
  const view = new DataView(file.buffer);
  const start = view.getUint32(4, true);
  const count = view.getUint16(start, true);
  const tags = Array.from({ length: count }, (_, entry) => view.getUint16(start + 2 + entry * 12, true));
  return start + 2 + tags.indexOf(tag) * 12 + 8;
}

test("a window holds the pixels of the whole image", async () => {
  const source = await openGeoTiffBuffer(bytes, "two bands");
  const whole = await source.read();
  expect(whole.data).toEqual(data);
  const position = (most: number) => fc.nat({ max: most - 1 });
  await fc.assert(
    fc.asyncProperty(
      position(300),
      position(280),
      position(300),
      position(280),
      async (x, y, right, bottom) => {
        const window = {
          x: Math.min(x, right),
          y: Math.min(y, bottom),
          width: Math.abs(x - right) + 1,
          height: Math.abs(y - bottom) + 1,
        };
        const block = await source.read({ window, bands: [2] });
        expect(block.data[0]).toBe(data[(window.y * 300 + window.x) * 2 + 1]);
        const last = (window.y + window.height - 1) * 300 + window.x + window.width - 1;
        expect(block.data.at(-1)).toBe(data[last * 2 + 1]);
        expect(block.data.length).toBe(window.width * window.height);
      },
    ),
    { numRuns: 30, seed: 3 },
  );
});

test("a window outside of the image is told with both sizes", async () => {
  const source = await openGeoTiffBuffer(bytes, "scene");
  await expect(source.read({ window: { x: 290, y: 0, width: 20, height: 5 } })).rejects.toMatchObject({
    code: "WINDOW_OUTSIDE",
    message:
      'window 20×5 at column 290, row 0 of "scene" was asked for, but the image is 300×280; ask for whole pixels inside of it',
  });
  for (const window of [
    { x: -1, y: 0, width: 2, height: 2 },
    { x: 0, y: 0, width: 0, height: 2 },
    { x: 0.5, y: 0, width: 2, height: 2 },
    { x: 0, y: Number.NaN, width: 2, height: 2 },
  ]) {
    await expect(source.read({ window })).rejects.toMatchObject({ code: "WINDOW_OUTSIDE" });
  }
});

test("bands are counted from 1, and at least one is read", async () => {
  const source = await openGeoTiffBuffer(bytes, "scene");
  for (const bands of [[0], [3], [1.5], []]) {
    await expect(source.read({ bands })).rejects.toMatchObject({ code: "BAND_MISSING" });
  }
  expect(source.bands).toEqual([{ name: "band 1" }, { name: "band 2" }]);
});

test("only the blocks of the window are decoded; a damaged one is named with the window", async () => {
  const damaged = bytes.slice();
  damaged.fill(0, damaged.length - 100); // the last of the four tiles
  const source = await openGeoTiffBuffer(damaged, "damaged");
  const block = await source.read({ window: { x: 0, y: 0, width: 256, height: 280 } });
  expect(block.data[0]).toBe(data[0]);
  const error = await source
    .read({ window: { x: 250, y: 250, width: 50, height: 30 } })
    .catch((cause: unknown) => cause);
  expect(error).toMatchObject({
    code: "BROKEN_BLOCK",
    context: { name: "damaged", block: 3, window: { x: 250, y: 250, width: 50, height: 30 } },
  });
  expect((error as Error).cause).toBeInstanceOf(Error);
});

test("a read beyond the limit is refused before memory is taken", async () => {
  const source = await openGeoTiffBuffer(bytes, "scene", { largestRead: 1000 });
  await expect(source.read()).rejects.toMatchObject({
    code: "WINDOW_TOO_LARGE",
    context: { bytes: 336000, most: 1000 },
  });
  await expect(source.read({ window: { x: 0, y: 0, width: 10, height: 10 } })).resolves.toMatchObject({
    bandCount: 2,
  });
});

test("a closed source says so, and a signal stops a read", async () => {
  const source = await openGeoTiffBuffer(bytes, "scene");
  await expect(source.read({ signal: AbortSignal.abort() })).rejects.toMatchObject({ name: "AbortError" });
  await source.close();
  await source.close();
  await expect(source.read()).rejects.toMatchObject({ code: "SOURCE_CLOSED" });
});

test("a missing file is told with what is near, a text file with what it begins with", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "notes.tif"), "not an image");
  await expect(openGeoTiff(join(folder, "note.tif"))).rejects.toMatchObject({
    code: "FILE_UNREADABLE",
    cause: { code: "FILE_MISSING", context: { nearest: "notes.tif" } },
  });
  await expect(openGeoTiff(join(folder, "notes.tif"))).rejects.toMatchObject({
    code: "NOT_A_TIFF",
    message: expect.stringContaining('does not begin with "II" or "MM"'),
  });
  await expect(openGeoTiff(folder)).rejects.toMatchObject({ code: "FILE_UNREADABLE" });
});

test("nodata, NaN and infinities are not valid; where several bands are read, one of them is enough", async () => {
  const place = { ...grid, width: 3, height: 1 };
  const samples = Float32Array.of(1, -9999, 2, Number.NaN, 3, Number.POSITIVE_INFINITY);
  const source = await openGeoTiffBuffer(
    encodeGeoTiff({ grid: place, data: samples, bandCount: 2, nodata: -9999 }),
    "x",
  );
  expect(source.nodata).toBe(-9999);
  expect((await source.read()).validity).toEqual(Uint8Array.of(0, 0, 0));
  expect((await source.read({ bands: [1] })).validity).toBeNull();
  expect((await source.read({ bands: [2], window: { x: 0, y: 0, width: 1, height: 1 } })).validity).toEqual(
    Uint8Array.of(0),
  );
  expect(source.info.validityFrom).toEqual(["nodata"]);
});

test("a deflate block that unpacks to far more than its size is refused at once", async () => {
  const bomb = deflateSync(new Uint8Array(64 * 2 ** 20));
  const file = new Uint8Array(small.length + bomb.length);
  file.set(small);
  file.set(bomb, small.length);
  const view = new DataView(file.buffer);
  view.setUint32(valueAt(file, 324), small.length, true);
  view.setUint32(valueAt(file, 325), bomb.length, true);
  const start = performance.now();
  await expect((await openGeoTiffBuffer(file, "bomb")).read()).rejects.toMatchObject({
    code: "BROKEN_BLOCK",
    message: expect.stringContaining("it unpacks to more than its size"),
  });
  expect(performance.now() - start).toBeLessThan(1000);
});

test("what cannot be read is told by tag, value and a command", async () => {
  const file = small.slice();
  new DataView(file.buffer).setUint16(valueAt(file, 259), 50001, true);
  const error = await openGeoTiffBuffer(file, "photo.tif").catch((cause: Error) => cause);
  expect((error as Error).message).toMatchInlineSnapshot(
    `""photo.tif": tag Compression (259) is 50001 (WebP), but none, deflate, zstd, LZW, LZMA, PackBits, LERC, JPEG and CCITT can be read; rewrite it: gdal_translate -co COMPRESS=DEFLATE "photo.tif" "rewritten.tif""`,
  );
});

test("every cut of a file is refused or right, and so is every changed byte", async () => {
  const right = await (await openGeoTiffBuffer(small, "small")).read();
  for (let length = 0; length < small.length; length++) {
    const data = await readOrRefuse(small.slice(0, length));
    if (data !== null) expect(data).toEqual(right.data); // nothing reads the last bytes
  }
  for (let at = 0; at < small.length; at++) {
    for (const change of [0x01, 0x80, 0xff]) {
      const file = small.slice();
      file[at] = file[at]! ^ change;
      await readOrRefuse(file); // throws what is no GeoTiffError
    }
  }
});

async function readOrRefuse(file: Uint8Array) {
  try {
    const source = await openGeoTiffBuffer(file, "changed", { largestRead: 2 ** 22 });
    return (await source.read()).data;
  } catch (error) {
    if (isGeoTiffError(error)) return null;
    throw error;
  }
}
