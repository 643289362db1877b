import { createHash } from "node:crypto";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { openGeoTiff, openGeoTiffBuffer } from "../src/index.ts";

interface LevelFacts {
  readonly width: number;
  readonly height: number;
  readonly sha256: readonly string[];
  readonly validCount: readonly number[];
}

/** Made by fixtures/levels.py. */
const folder = fileURLToPath(new URL("fixtures/levels/", import.meta.url));
const facts: Record<string, LevelFacts[]> = JSON.parse(readFileSync(join(folder, "levels.json"), "utf8"));

/** Pixels that GDAL calls valid although they are NaN: the file names no nodata. */
const WITH_NAN = "lerc-nan";

test.each(Object.entries(facts))("%s has GDAL's pixels and validity at every level", async (name, levels) => {
  const source = await openGeoTiff(join(folder, `${name}.tif`));
  expect(source.levels).toEqual(levels.map(({ width, height }) => ({ width, height })));
  expect(source.info.overviewCount).toBe(levels.length - 1);
  for (const [level, { sha256, validCount }] of levels.entries()) {
    for (const [index, hash] of sha256.entries()) {
      const { data, validity, width, height } = await source.read({ level, bands: [index + 1] });
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      expect(createHash("sha256").update(bytes).digest("hex")).toBe(hash);
      if (source.bands[index]?.name === "alpha" || name === WITH_NAN) continue;
      expect(validity?.reduce((sum, one) => sum + one, 0) ?? width * height).toBe(validCount[index]);
    }
  }
  await source.close();
});

test("a window of an overview holds the pixels of the whole overview", async () => {
  const source = await openGeoTiff(join(folder, "internal-validity.tif"));
  const whole = await source.read({ level: 1 });
  const window = { x: 37, y: 20, width: 64, height: 55 };
  const part = await source.read({ level: 1, window });
  for (let row = 0; row < window.height; row++) {
    const start = (row + window.y) * whole.width + window.x;
    const line = [row * window.width, (row + 1) * window.width] as const;
    expect(part.data.slice(...line)).toEqual(whole.data.slice(start, start + window.width));
    expect(part.validity?.slice(...line)).toEqual(whole.validity?.slice(start, start + window.width));
  }
  await source.close();
});

test("a level or a window that is not there is told with the sizes", async () => {
  const source = await openGeoTiff(join(folder, "internal.tif"));
  await expect(source.read({ level: 3 })).rejects.toMatchObject({
    code: "LEVEL_MISSING",
    message: expect.stringContaining(
      'internal.tif" was asked for, but it has 0 to 2 (201×150, 101×75, 51×38); 0 is the full size',
    ),
  });
  for (const level of [-1, 0.5, Number.NaN])
    await expect(source.read({ level })).rejects.toMatchObject({ code: "LEVEL_MISSING" });
  await expect(
    source.read({ level: 1, window: { x: 0, y: 0, width: 102, height: 1 } }),
  ).rejects.toMatchObject({
    code: "WINDOW_OUTSIDE",
    message: expect.stringContaining("the image is 101×75"),
  });
  await source.close();
});

test("an overview that is broken is left out with a note, and the full size reads", async () => {
  const at = join(temporaryFolder(), "broken.tif");
  copyFileSync(join(folder, "external.tif"), at);
  writeFileSync(`${at}.ovr`, "no overviews");
  const source = await openGeoTiff(at);
  expect(source.levels.length).toBe(1);
  expect(source.info.notes.join()).toContain("the overviews beside the file are not read");
  expect((await source.read()).width).toBe(201);
  await source.close();
});

test("overviews without the validity that the full size has are not offered", async () => {
  const at = join(temporaryFolder(), "half.tif");
  copyFileSync(join(folder, "external-validity.tif"), at);
  copyFileSync(join(folder, "external-validity.tif.msk"), `${at}.msk`);
  copyFileSync(join(folder, "external-validity.tif.ovr"), `${at}.ovr`);
  const source = await openGeoTiff(at);
  expect(source.levels.length).toBe(1);
  expect(source.info.notes.join()).toContain("the 101×75 one has no validity image, as the full size has");
  await source.close();
});

test("scaled samples are factor times sample plus offset, NaN where there is no data", async () => {
  const path = join(folder, "scaled.tif");
  const raw = await openGeoTiff(path);
  expect(raw.info).toMatchObject({ scales: [0.5, 10], offsets: [-3, 1000] });
  const scaled = await openGeoTiff(path, { scaled: true });
  expect(scaled).toMatchObject({ sampleType: "float64", nodata: Number.NaN });
  const request = { bands: [2, 1], window: { x: 50, y: 40, width: 60, height: 30 } };
  const [from, to] = [await raw.read(request), await scaled.read(request)];
  expect(to.data).toEqual(
    Float64Array.from(from.data, (sample, index) =>
      sample === -7 ? Number.NaN : index % 2 === 0 ? sample * 10 + 1000 : sample * 0.5 - 3,
    ),
  );
  expect(to.validity).toEqual(from.validity);
  expect(from.data.includes(-7)).toBe(true);
  const isolated = await openGeoTiff(path, { scaled: true, isolated: true });
  expect(await isolated.read(request)).toEqual(to);
  for (const source of [raw, scaled, isolated]) await source.close();
});

test("options that are misspelt or no numbers are refused", async () => {
  const bytes = readFileSync(join(folder, "ccitt-g4.tif"));
  for (const options of [
    { largestread: 5 },
    { mostTags: Number.NaN },
    { mostBlocks: 0 },
    { scaled: "yes" },
    { concurrency: -1 },
  ])
    await expect(openGeoTiffBuffer(bytes, "x", options as object)).rejects.toMatchObject({
      code: "OPTION_REFUSED",
    });
  const error = await openGeoTiffBuffer(bytes, "x", { mostTags: "many" } as object).catch(
    (cause: Error) => cause,
  );
  expect((error as Error).message).toMatchInlineSnapshot(
    `"option "mostTags" is many, but a number from 1 on was expected, such as 10000"`,
  );
});

test("limits are options, and a refusal names them", async () => {
  const bytes = readFileSync(join(folder, "internal.tif"));
  await expect(openGeoTiffBuffer(bytes, "x", { mostBlocks: 5 })).rejects.toMatchObject({
    code: "UNSUPPORTED",
    message: expect.stringContaining("at most 5 blocks are read (option mostBlocks)"),
  });
  await expect(openGeoTiffBuffer(bytes, "x", { mostTags: 3 })).rejects.toMatchObject({
    code: "BROKEN_STRUCTURE",
  });
  await expect(openGeoTiffBuffer(bytes, "x", { largestBlock: 100 })).rejects.toMatchObject({
    message: expect.stringContaining("(option largestBlock)"),
  });
  const few = await openGeoTiffBuffer(bytes, "x", { mostImages: 2 });
  expect(few.levels.length).toBe(2);
  expect(few.info.notes.join()).toContain("the rest is not read");
  const arrayBuffer = bytes.buffer.slice(
    bytes.byteOffset,
    bytes.byteOffset + bytes.byteLength,
  ) as ArrayBuffer;
  const [one, other] = [
    await openGeoTiffBuffer(arrayBuffer, "x", { concurrency: 1 }),
    await openGeoTiffBuffer(bytes, "x"),
  ];
  expect(await one.read()).toEqual(await other.read());
});
