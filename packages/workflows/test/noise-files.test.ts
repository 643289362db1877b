import { existsSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { encodeGeoTiff, openGeoTiff } from "@undercoat/geotiff";
import { createRng } from "@undercoat/random";
import type { Grid } from "@undercoat/raster";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { estimateLabelNoise, noiseText, rankLabels } from "../src/files.ts";

const folder = temporaryFolder();
const [width, height] = [96, 64];
const grid = {
  width,
  height,
  geotransform: [500000, 1, 0, 5300000, 0, -1],
  crs: { kind: "epsg", code: 32633 },
} as const;
/** Codes 10 to the left and 20 to the right; one label in ten is the other, and a whole square of 8×8. */
const clean = Uint8Array.from({ length: width * height }, (_, pixel) => (pixel % width < 48 ? 0 : 1));
const draw = createRng(1).fork("noise");
const inSquare = (pixel: number) =>
  pixel % width >= 8 && pixel % width < 16 && pixel < 16 * width && pixel >= 8 * width;
const noisy = clean.map((k, pixel) => (inSquare(pixel) || draw.next() < 0.1 ? 1 - k : k));
const realised = noisy.reduce((sum, k, pixel) => sum + (k === clean[pixel] ? 0 : 1), 0) / noisy.length;

function probabilities(seed: number, skill = 0.35): Float32Array {
  const rng = createRng(seed).fork("model");
  const data = new Float32Array(width * height * 2);
  for (const [pixel, k] of clean.entries()) {
    const p = Math.min(1, Math.max(0, 0.5 + skill + 0.3 * (rng.next() - 0.5)));
    data[2 * pixel + k] = p;
    data[2 * pixel + 1 - k] = 1 - p;
  }
  return data;
}

const tif = (name: string, data: Float32Array | Uint8Array, bandCount: number, size: Grid = grid) =>
  writeFile(`${folder}/${name}`, encodeGeoTiff({ grid: size, data, bandCount }));

beforeAll(async () => {
  await tif(
    "labels.tif",
    noisy.map((k) => (k === 0 ? 10 : 20)),
    1,
  );
  await tif("a.tif", probabilities(1), 2);
  await tif("b.tif", probabilities(2), 2);
  await tif("useless.tif", probabilities(3, 0), 2);
  const placeless = { width, height, geotransform: null, crs: { kind: "unknown" } } as const;
  await tif("nowhere.tif", noisy, 1, placeless);
  await tif("nowhere-a.tif", probabilities(1), 2, placeless);
  await tif("small.tif", new Float32Array(width * 8).fill(0.5), 2, { ...grid, height: 4 });
  const broken = probabilities(1);
  broken[2 * (3 * width + 7)] = Number.NaN;
  await tif("nan.tif", broken, 2);
  const gap = encodeGeoTiff({ grid, data: broken, bandCount: 2, nodata: Number.NaN });
  await writeFile(`${folder}/nodata.tif`, gap);
  await tif(
    "logits.tif",
    probabilities(1).map((p) => 4 * p),
    2,
  );
  await tif("three.tif", new Float32Array(width * height * 3).fill(1 / 3), 3);
  await tif(
    "image.tif",
    clean.map((k) => 60 + 90 * k),
    1,
  );
});

const estimate = (probabilities: readonly string[], rest: object = {}) =>
  estimateLabelNoise({
    labels: `${folder}/labels.tif`,
    probabilities: probabilities.map((name) => `${folder}/${name}`),
    origin: "out-of-fold",
    ...rest,
  });

test("estimates planted noise, and writes quality, objects, picture, page and numbers", async () => {
  const {
    estimate: found,
    suggestions,
    objects,
    files,
  } = await estimate(["a.tif", "b.tif"], { out: `${folder}/noise` });
  expect(found.noiseRate.low).toBeLessThanOrEqual(realised);
  expect(found.noiseRate.high).toBeGreaterThanOrEqual(realised);
  expect(found.noiseRate.high - found.noiseRate.low).toBeLessThan(0.08);
  expect(suggestions.map(({ action }) => action)).toEqual(["drop-blocks"]);
  const windows = suggestions[0]!.windows ?? [];
  expect(windows.length).toBeGreaterThan(0);
  for (const { x, y } of windows) expect(x < 16 && y < 16, `${x}, ${y}`).toBe(true);
  expect(objects[0]).toMatchObject({ label: 1, suggested: 0 });
  for (const file of Object.values(files!)) expect(existsSync(file!), file!).toBe(true);

  const quality = await openGeoTiff(files!.quality);
  const { data } = await quality.read();
  await quality.close();
  const expected = (probabilities(1)[noisy[5]! + 10]! + probabilities(2)[noisy[5]! + 10]!) / 2;
  expect(data[5]).toBeCloseTo(expected, 6);

  const { features } = JSON.parse(readFileSync(files!.objects!, "utf8"));
  expect(features).toHaveLength(objects.length);
  const severities = features.map((one: { properties: { severity: number } }) => one.properties.severity);
  expect(severities).toEqual(severities.toSorted((a: number, b: number) => b - a));
  expect(features[0].properties).toMatchObject({
    rank: 1,
    label: "20",
    suggested: "10",
    pixels: objects[0]!.pixels,
  });
  expect(readFileSync(files!.picture, "utf8")).toMatch(/^<svg [\s\S]*data:image\/png;base64/);
  expect(readFileSync(files!.page, "utf8")).toContain("What to do");
});

test("has a table for people", async () => {
  const text = noiseText(await estimate(["a.tif", "b.tif"]));
  expect(text).toMatch(/^wrong labels, with 95 % intervals \(6144 pixels, \d+ blocks, 2 models\)$/m);
  expect(text).toMatch(/^labelled 20 .* % {2}\(.* to .* %\)$/m);
  expect(text).toMatch(/^drop-blocks: .*\(\d+×\d+ at \d+, \d+.*\)$/m);
});

test("labels without a place give no polygons, but all else", async () => {
  const { files } = await estimate(["nowhere-a.tif"], {
    labels: `${folder}/nowhere.tif`,
    out: `${folder}/nowhere`,
  });
  expect(files).toMatchObject({ objects: null });
  expect(existsSync(files!.quality)).toBe(true);
});

test("pixels without probabilities are left out where nodata is declared", async () => {
  const { estimate: found } = await estimate(["nodata.tif"]);
  expect(found.pixels).toBe(width * height - 1);
});

test("refuses what the data cannot tell, and files that do not fit, by name and place", async () => {
  const messages = [];
  for (const file of [
    "useless.tif",
    "nan.tif",
    "logits.tif",
    "three.tif",
    "image.tif",
    "small.tif",
    "absent.tif",
  ])
    messages.push(
      await estimate([file]).then(String, (error: Error) => error.message.replaceAll(folder, "FOLDER")),
    );
  expect(messages).toMatchInlineSnapshot(`
    [
      "model 0 predicts 50.0 % of the labels, no more than always naming the most frequent class would (50.9 %): it cannot judge labels; train longer or give better images",
      ""FOLDER/nan.tif" holds NaN at column 7, row 3, but declares no nodata; write probabilities everywhere, or declare NaN as nodata",
      ""FOLDER/logits.tif", column 0, row 0: probabilities of pixel 0 sum to 3.9999998807907104, expected 2 numbers from 0 to 1 with sum 1; give softmax outputs, not logits, and ignore (255) pixels without data",
      ""FOLDER/three.tif" does not fit the labels: it has 3 bands, but the labels have 2 classes (10, 20); give probabilities on their grid, one band a class, or the classes with --scheme",
      ""FOLDER/image.tif" does not fit the labels: it has 1 band, but the labels have 2 classes (10, 20); give probabilities on their grid, one band a class, or the classes with --scheme",
      ""FOLDER/small.tif" does not fit the labels: sizes differ: 96×4 and 96×64 pixels; give probabilities on their grid, one band a class, or the classes with --scheme",
      ""FOLDER/absent.tif" does not exist; the nearest existing folder is "FOLDER"; check the path",
    ]
  `);
  await expect(estimate(["a.tif"], { origin: "in-sample" })).rejects.toMatchObject({ code: "IN_SAMPLE" });
  await expect(estimate(["a.tif"], { widest: 0.001 })).rejects.toMatchObject({
    code: "NOT_SUPPORTED",
    context: { reason: "too-wide" },
  });
});

test("ranks patches by either score, and objects", async () => {
  const options = {
    labels: `${folder}/labels.tif`,
    probabilities: [`${folder}/a.tif`, `${folder}/b.tif`],
    patchSize: 16,
  };
  const files = { objects: `${folder}/worst.geojson`, quality: `${folder}/q.tif` };
  const { patches, objects } = await rankLabels({ ...options, ...files });
  expect(patches).toHaveLength(24);
  expect(patches.map(({ score }) => score)).toEqual(
    patches.map(({ score }) => score).toSorted((a, b) => a - b),
  );
  expect(objects[0]!.severity).toBeGreaterThan(40); // the square of 64 pixels
  for (const file of Object.values(files)) expect(existsSync(file)).toBe(true);
  const byIou = await rankLabels({ ...options, by: "ensemble-iou" });
  expect(byIou.patches[0]!.window).toMatchObject({ x: 0, y: 0 });
  await expect(rankLabels({ ...options, objects: "worst.shp" })).rejects.toMatchObject({
    code: "CONFIG_VALUE",
  });
});
