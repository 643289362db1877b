import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodeGeoTiff } from "@undercoat/geotiff";
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { evaluateMaps, writeEvaluationPage } from "../src/files.ts";
import expected from "./fixtures/evaluation/expected.json" with { type: "json" };

const fixtures = join(import.meta.dirname, "fixtures", "evaluation");
const folder = temporaryFolder();
const maps = { labels: join(fixtures, "labels.tif"), predicted: join(fixtures, "predicted.tif") };
const GRID = {
  width: 4,
  height: 2,
  geotransform: [0, 1, 0, 2, 0, -1],
  crs: { kind: "epsg", code: 32633 },
} as const;

interface MapParts {
  readonly grid?: Parameters<typeof encodeGeoTiff>[0]["grid"];
  readonly bandCount?: number;
  readonly nodata?: number;
}

async function map(name: string, data: readonly number[], parts: MapParts = {}): Promise<string> {
  const file = `${folder}/${name}.tif`;
  await writeFile(file, encodeGeoTiff({ grid: GRID, bandCount: 1, data: Uint8Array.from(data), ...parts }));
  return file;
}

async function scheme(name: string, classes: Readonly<Record<string, number>>): Promise<string> {
  const file = `${folder}/${name}.yaml`;
  const list = Object.entries(classes).map(([label, value]) => ({ value, name: label }));
  await writeFile(file, JSON.stringify({ name, classes: list }));
  return file;
}

test("counts and scores are NumPy's, whatever the block size", async () => {
  for (const blockSize of [undefined, 7, 37, 5000]) {
    const found = await evaluateMaps({ ...maps, blockSize });
    expect(found).toMatchObject({
      classes: [10, 20, 40].map((value) => ({ value, name: String(value) })),
      confusion: expected.confusion,
      ignored: expected.ignored,
      unpredicted: expected.unpredicted,
      absentClasses: [],
    });
    found.iou.forEach((value, index) => {
      expect(value).toBeCloseTo(expected.iou[index] ?? Number.NaN, 12);
    });
    expect(found.meanIou).toBeCloseTo(expected.meanIou, 12);
    expect(found.overallAccuracy).toBeCloseTo(expected.overallAccuracy, 12);
  }
});

test("intervals hold their values, repeat with the seed, and say when there are none", async () => {
  const found = await evaluateMaps({ ...maps, blockSize: 20 });
  const [low, high] = found.intervals.meanIou ?? [1, 0];
  expect(low < expected.meanIou && expected.meanIou < high).toBe(true);
  expect((await evaluateMaps({ ...maps, blockSize: 20 })).intervals).toEqual(found.intervals);
  expect((await evaluateMaps({ ...maps, blockSize: 20, seed: 1 })).intervals.meanIou).not.toEqual([
    low,
    high,
  ]);
  const single = (await evaluateMaps({ ...maps, blockSize: 5000 })).intervals;
  expect([single.blocks, single.meanIou, single.iou]).toEqual([1, null, [null, null, null]]);
  expect(single.reasons).toEqual([
    "no intervals: all pixels lie in 1 block, and at least 2 can be resampled; take smaller blocks",
  ]);
  const pixels = (await evaluateMaps({ ...maps, blockSize: 50 })).intervals;
  expect(pixels.reasons[0]).toBe("only 15 blocks: intervals are rough, and tend to be too narrow");
});

test("a class in neither map is null and listed; areas are those of the ground", async () => {
  const all = await scheme("all", { field: 10, wood: 20, sea: 30, town: 40 });
  const found = await evaluateMaps({ ...maps, scheme: all });
  expect(found.iou[2]).toBeNull();
  expect(found.absentClasses).toEqual(["sea"]);
  expect(found.meanIou).toBeCloseTo(expected.meanIou, 12);
  const error = found.areas?.[0];
  const [row, column] = [0, 1].map((axis) =>
    expected.confusion.reduce(
      (sum, line, at) => sum + (axis === 0 ? (expected.confusion[0]?.[at] ?? 0) : (line[0] ?? 0)),
      0,
    ),
  ) as [number, number];
  expect((error?.referenceHectares ?? 0) / (row * 0.01)).toBeCloseTo(1, 2);
  expect((error?.errorHectares ?? 0) / ((column - row) * 0.01)).toBeCloseTo(1, 2);
});

test("schemes that differ meet by a mapping, or by a known crosswalk", async () => {
  const [fine, coarse] = [
    await scheme("fine", { oak: 1, pine: 2, lake: 3 }),
    await scheme("coarse", { wood: 7, water: 8 }),
  ];
  const mapping = `${folder}/mapping.yaml`;
  await writeFile(mapping, "oak: wood\npine: wood\nlake: water\n");
  const options = {
    labels: await map("fine", [1, 2, 3, 1, 1, 2, 3, 3]),
    predicted: await map("coarse", [7, 7, 8, 8, 7, 7, 7, 8]),
    labelsScheme: fine,
    predictedScheme: coarse,
    scheme: coarse,
    labelsMapping: mapping,
  };
  expect((await evaluateMaps(options)).confusion).toEqual([
    [4, 1],
    [1, 2],
  ]);
  await expect(evaluateMaps({ ...options, labelsScheme: undefined })).rejects.toThrow(
    /^--labels-mapping ".*" was given, but no --labels-scheme other than the one to compare in/,
  );
  const nlcd = { labels: await map("nlcd", [11, 41, 41, 11, 21, 41, 11, 11]), labelsScheme: "nlcd" };
  const lc = { predicted: await map("lc", [1, 2, 2, 1, 3, 2, 1, 2]), scheme: "chesapeake-4" };
  await expect(evaluateMaps({ ...nlcd, ...lc })).rejects.toMatchObject({ code: "AMBIGUOUS_CLASSES" });
  const found = await evaluateMaps({ ...nlcd, ...lc, ambiguous: "ignore" });
  expect([found.ignored, found.overallAccuracy]).toEqual([1, 6 / 7]);
});

test("what cannot be compared is refused in one line", async () => {
  const labels = await map("labels", [0, 1, 0, 1, 0, 1, 0, 1]);
  const two = await scheme("two", { a: 0, b: 1 });
  const refused = async (options: Partial<Parameters<typeof evaluateMaps>[0]>) =>
    evaluateMaps({ labels, predicted: labels, ...options }).then(
      () => "not refused",
      (error: Error) => error.message.replaceAll(folder, "FOLDER"),
    );
  const shifted = { ...GRID, geotransform: [0.5, 1, 0, 2, 0, -1] } as const;
  const elsewhere = { ...GRID, crs: { kind: "epsg", code: 32634 } } as const;
  const small = { ...GRID, height: 1 };
  const ones = [1, 1, 1, 1, 1, 1, 1, 1];
  expect({
    shifted: await refused({ predicted: await map("shifted", ones, { grid: shifted }) }),
    crs: await refused({ predicted: await map("crs", ones, { grid: elsewhere }) }),
    size: await refused({ predicted: await map("size", [1, 1, 1, 1], { grid: small }) }),
    bands: await refused({ predicted: await map("bands", [...ones, ...ones], { bandCount: 2 }) }),
    outside: await refused({ predicted: await map("outside", [0, 1, 0, 1, 7, 7, 0, 1]), scheme: two }),
    nothing: await refused({ predicted: await map("nothing", ones, { nodata: 1 }) }),
    empty: await refused({
      labels: await map("empty", ones, { nodata: 1 }),
      predicted: `${folder}/empty.tif`,
    }),
    block: await refused({ blockSize: 0 }),
    level: await refused({ level: 95 }),
    seed: await refused({ seed: 0.5 }),
  }).toMatchInlineSnapshot(`
    {
      "bands": ""FOLDER/bands.tif" has 2 bands, expected 1 band of class codes; give a map of classes, not an image or probabilities",
      "block": "--block is 0, expected a whole number of pixels from 1; take one larger than the patterns in the map",
      "crs": ""FOLDER/labels.tif" and "FOLDER/crs.tif" do not lie on each other: CRS differ: EPSG:32633 and EPSG:32634; bring the prediction onto the grid of the labels first, by nearest neighbour",
      "empty": ""FOLDER/empty.tif" and "FOLDER/empty.tif" hold 0 valid pixels, expected classes to compare; check nodata and validity",
      "level": "--level is 95, expected a number between 0 and 1; 95 % is 0.95",
      "nothing": "0 pixels have a label in "FOLDER/labels.tif" and a prediction in "FOLDER/nothing.tif" (8 have a label only), so that there is no number; check nodata, and that both cover the same ground",
      "outside": ""FOLDER/outside.tif" holds the class value 7 in 2 pixels of what was read, but class scheme "two" has 0, 1; add the class, or mark the value as nodata",
      "seed": "--seed is 0.5, expected a whole number; leave it out for 0",
      "shifted": ""FOLDER/labels.tif" and "FOLDER/shifted.tif" do not lie on each other: corners lie up to 0.5 pixels apart; bring the prediction onto the grid of the labels first, by nearest neighbour",
      "size": ""FOLDER/labels.tif" and "FOLDER/size.tif" do not lie on each other: sizes differ: 4×2 and 4×1 pixels; bring the prediction onto the grid of the labels first, by nearest neighbour",
    }
  `);
});

test("blocks too small for a large map are refused before anything is counted", async () => {
  const grid = { ...GRID, width: 400, height: 200 };
  const file = await map("large", new Array<number>(80_000).fill(1), { grid });
  await expect(evaluateMaps({ labels: file, predicted: file, blockSize: 1 })).rejects.toThrow(
    "--block is 1, which makes 80000 blocks of 400×200 pixels, expected at most 16384; take larger blocks",
  );
});

test("the page and its numbers are written whole, and nothing else is overwritten", async () => {
  const found = await evaluateMaps(maps);
  await writeEvaluationPage(`${folder}/page`, found, maps);
  const [page, json] = await Promise.all(
    ["index.html", "evaluation.json"].map((name) => readFile(`${folder}/page/${name}`, "utf8")),
  );
  expect(JSON.parse(json ?? "")).toEqual(found);
  expect(page?.match(/<img /g)).toHaveLength(3 * found.worst.length);
  await writeEvaluationPage(`${folder}/page`, found, maps);
  await writeFile(`${folder}/page/mine.txt`, "");
  await expect(writeEvaluationPage(`${folder}/page`, found, maps)).rejects.toMatchObject({
    code: "WOULD_REMOVE_FILES",
  });
});
