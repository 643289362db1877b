import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openGeoTiff, openGeoTiffBuffer, rasterInfo } from "../src/index.ts";

/** Made by fixtures/gdal-files.py. */
const folder = fileURLToPath(new URL("fixtures/gdal/", import.meta.url));
const hashes: Record<string, string[]> = JSON.parse(readFileSync(`${folder}hashes.json`, "utf8"));
const names = readdirSync(folder).filter((name) => name.endsWith(".tif"));

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
