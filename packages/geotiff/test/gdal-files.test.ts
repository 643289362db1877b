import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openGeoTiff, openGeoTiffBuffer, rasterInfo } from "../src/index.ts";

/** Made by fixtures/gdal-files.py. */
const folder = fileURLToPath(new URL("fixtures/gdal/", import.meta.url));
const hashes: Record<string, string[]> = JSON.parse(readFileSync(`${folder}hashes.json`, "utf8"));
const names = Object.keys(hashes).map((name) => `${name}.tif`);

test.each(names)("%s has GDAL's pixels", async (name) => {
  const info = await rasterInfo(folder + name, { checksums: true });
  expect(info.bands.map((band) => band.sha256)).toEqual(hashes[name.slice(0, -4)]);
  expect(info).toMatchObject({
    width: 53,
    height: 61,
    crs: "EPSG:32618",
    bounds: [500000, 4199390, 500530, 4200000],
  });
});

test.each(names)(
  "%s has the same pixels from memory, window by window, in any order of bands",
  async (name) => {
    const file = await openGeoTiff(folder + name);
    const memory = await openGeoTiffBuffer(readFileSync(folder + name), name);
    const whole = await file.read();
    for (const [x, y, width, height] of [
      [0, 0, 53, 61],
      [52, 60, 1, 1],
      [15, 30, 17, 5],
      [3, 0, 50, 2],
    ] as const) {
      for (const bands of [[1], [2], [2, 1], [1, 1, 2]]) {
        const block = await memory.read({ window: { x, y, width, height }, bands });
        const expected = block.data.map((_, index) => {
          const pixel = Math.floor(index / bands.length);
          const [row, column] = [y + Math.floor(pixel / width), x + (pixel % width)];
          return whole.data[(row * 53 + column) * 2 + bands[index % bands.length]! - 1]!;
        });
        expect(block).toEqual({ width, height, bandCount: bands.length, data: expected, validity: null });
      }
    }
    await file.close();
  },
);

test("a file read from memory is left as it was", async () => {
  for (const name of names) {
    const bytes = readFileSync(folder + name);
    const before = createHash("sha256").update(bytes).digest("hex");
    await (await openGeoTiffBuffer(bytes, name)).read();
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(before);
  }
});

/** Rounding of the inverse cosine transform; GDAL smooths halved colours, geotiff.js repeats them. */
const JPEG_LEVELS = { "jpeg-grey": 1, "jpeg-rgb": 1, "jpeg-ycbcr": 16 };
const JPEG_MEAN = 2;

test.each(Object.entries(JPEG_LEVELS))(
  "%s is within %i levels of GDAL's pixels, and its notes say so",
  async (name, levels) => {
    const source = await openGeoTiff(`${folder}${name}.tif`);
    const { data } = await source.read();
    const expected = readFileSync(`${folder}${name}.pixels`);
    expect(data.length).toBe(expected.length);
    const differences = Array.from(data, (sample, index) => Math.abs(sample - expected[index]!));
    expect(Math.max(...differences)).toBeLessThanOrEqual(levels);
    expect(differences.reduce((sum, difference) => sum + difference, 0) / data.length).toBeLessThan(
      JPEG_MEAN,
    );
    expect(source.info.notes.join()).toContain("geotiff.js");
    await source.close();
  },
);

test("a JPEG whose frame claims another size is refused before it is decoded", async () => {
  const bytes = new Uint8Array(readFileSync(`${folder}jpeg-grey.tif`));
  const frame = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xc0 && at > 1000);
  bytes.fill(0xff, frame + 5, frame + 9); // 65535 × 65535
  await expect((await openGeoTiffBuffer(bytes, "huge")).read()).rejects.toMatchObject({
    code: "BROKEN_BLOCK",
    message: expect.stringContaining("the JPEG is 65535×65535"),
  });
});

test("what a decoder throws, also a text, ends in an error of one kind that keeps it as its cause", async () => {
  const bytes = new Uint8Array(readFileSync(`${folder}jpeg-rgb.tif`));
  const scan = bytes.findLastIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xda);
  bytes.fill(0xff, scan + 20, scan + 120);
  const error = await (await openGeoTiffBuffer(bytes, "photo")).read().catch((cause: unknown) => cause);
  expect(error).toMatchObject({
    code: "BROKEN_BLOCK",
    message: expect.stringContaining("(damaged compressed data)"),
  });
  expect((error as Error).cause).toBeDefined();
});
