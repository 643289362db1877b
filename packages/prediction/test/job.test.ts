import { readFileSync } from "node:fs";
import { join } from "node:path";
import { imageSource } from "@undercoat/datasets";
import { type OpenGeoTiffOptions, openGeoTiff } from "@undercoat/geotiff";
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import {
  type LayerName,
  LayerOptions,
  mergePrediction,
  openPrediction,
  type PredictionJob,
  type PredictionPlan,
  planPrediction,
  type RunPredictionOptions,
  runPrediction,
  stopwatch,
} from "../src/index.ts";
import { boxPredictor, madeUpRaster, scheme } from "./support/made-up.ts";
import { predictAll } from "./support/predict-all.ts";

const isHole = (x: number, y: number) => x > 90 && y > 40 && y < 55;
const source = madeUpRaster(131, 77, { isHole });
const tiling = { tile: 32, overlap: 16, block: 50, batch: 2 } as const;
const layers = { probabilities: "float32", confidence: true, entropy: true } as const;
const plan: PredictionPlan = {
  grid: source,
  scheme,
  bandCount: 2,
  sizeMultiple: 4,
  tiling,
  layers,
  about: { model: "box" },
};
const NAMES = ["classes", "probabilities", "confidence", "entropy"] as const;

function run(job: PredictionJob, options: Partial<RunPredictionOptions> = {}) {
  const image = imageSource(source, { id: "made-up" });
  return runPrediction(job, { predictor: boxPredictor(2), image, stopwatch: stopwatch(), ...options });
}

async function finish(job: PredictionJob, options: Partial<RunPredictionOptions> = {}): Promise<void> {
  for await (const _ of run(job, options));
}

async function merge(job: PredictionJob, folder: string): Promise<Record<LayerName, string>> {
  const outputs = Object.fromEntries(NAMES.map((name) => [name, join(folder, `${name}.tif`)]));
  for await (const _ of mergePrediction(job, { outputs }));
  return outputs as Record<LayerName, string>;
}

async function opened(path: string, options: OpenGeoTiffOptions = {}) {
  const source = await openGeoTiff(path, options);
  const block = await source.read();
  await source.close();
  return { source, ...block };
}

const bytesOf = (outputs: Record<LayerName, string>) => NAMES.map((name) => readFileSync(outputs[name]));

async function whole(): Promise<Buffer[]> {
  const folder = temporaryFolder();
  const job = await planPrediction(join(folder, "job"), plan);
  await finish(job);
  return bytesOf(await merge(job, folder));
}

test("the layers hold what was predicted, on the grid, with classes, colours, scale and nodata", async () => {
  const folder = temporaryFolder();
  const job = await planPrediction(join(folder, "job"), plan);
  expect(job.blocks.length).toBeGreaterThan(4);
  await finish(job);
  const outputs = await merge(job, folder);
  const { probabilities, validity } = await predictAll(source, boxPredictor(2), tiling);
  const [classes, raw, confidence, entropy] = await Promise.all(NAMES.map((name) => opened(outputs[name])));
  for (const each of [classes, raw, confidence, entropy]) {
    const { geotransform, crs } = source;
    expect(each?.source).toMatchObject({ width: 131, height: 77, geotransform, crs });
    expect([...(each?.validity ?? [])]).toEqual([...validity]);
  }
  expect(classes?.source.classNames).toEqual(scheme.classes);
  expect(classes?.source.palette?.[20]).toEqual({ value: 20, color: "56b4e9" });
  expect(raw?.source.bands.map(({ name }) => name)).toEqual(["low", "middle", "high"]);
  expect(confidence?.source.info.scales).toEqual([0.004]);
  const [map, values, sure, unsure] = [classes, raw, confidence, entropy].map((each) => each?.data);
  for (let pixel = 0; pixel < validity.length; pixel++) {
    if (validity[pixel] === 0) {
      expect([map?.[pixel], values?.[3 * pixel], sure?.[pixel], unsure?.[pixel]]).toEqual([
        255,
        Number.NaN,
        255,
        255,
      ]);
      continue;
    }
    const each = [...probabilities.slice(3 * pixel, 3 * pixel + 3)];
    const best = Math.max(...each);
    const spread =
      -each.reduce((sum, value) => sum + (value > 0 ? value * Math.log(value) : 0), 0) / Math.log(3);
    expect([...values!.slice(3 * pixel, 3 * pixel + 3)]).toEqual(each);
    expect(map?.[pixel]).toBe(10 * each.indexOf(best));
    expect(sure?.[pixel]).toBe(Math.round(Math.min(1, best) * 250));
    expect(unsure?.[pixel]).toBeCloseTo(spread * 250, -0.5);
  }
});

test("stopped anywhere, resumed, done by shards in any order or by two at once: the same bytes", async () => {
  const expected = await whole();
  const stopped = temporaryFolder();
  const job = await planPrediction(join(stopped, "job"), plan);
  for (const most of [1, 3, 4, 2, 6]) {
    let reports = 0;
    for await (const _ of run(job)) {
      reports += 1;
      if (reports > most) break;
    }
  }
  await finish(await openPrediction(join(stopped, "job")));
  expect(bytesOf(await merge(job, stopped))).toEqual(expected);
  const shared = temporaryFolder();
  const parts = [3, 1, 2].map((index) => ({ index, count: 3 }));
  for (const shard of parts) await finish(await planPrediction(join(shared, "job"), plan), { shard });
  expect(bytesOf(await merge(await openPrediction(join(shared, "job")), shared))).toEqual(expected);
  const both = temporaryFolder();
  const twice = await planPrediction(join(both, "job"), plan);
  await Promise.all([finish(twice), finish(twice)]);
  expect(bytesOf(await merge(twice, both))).toEqual(expected);
});

test("a prediction that is not complete is not merged; other settings do not go on", async () => {
  const folder = temporaryFolder();
  const job = await planPrediction(join(folder, "job"), plan);
  await finish(job, { shard: { index: 1, count: 3 } });
  const messageOf = (work: Promise<unknown>) =>
    work.then(String, (error: Error) => error.message.replaceAll(folder, "FOLDER"));
  expect(await messageOf(merge(job, folder))).toMatchInlineSnapshot(
    `"4 of 6 blocks of "FOLDER/job" are not done (numbers 3, 4, 5, 6); run what is missing with --resume, then merge"`,
  );
  expect(
    await messageOf(planPrediction(join(folder, "job"), { ...plan, tiling: { ...tiling, tile: 64 } })),
  ).toMatchInlineSnapshot(
    `""FOLDER/job" was begun with tiling {"batch":2,"blend":"cosine","block":50,"overlap":16,"tile":32}, not {"batch":2,"blend":"cosine","block":50,"overlap":16,"tile":64}; go on with the same settings, or begin in another folder"`,
  );
  expect(
    await messageOf(planPrediction(join(folder, "job"), { ...plan, about: { model: "cone" } })),
  ).toMatchInlineSnapshot(
    `""FOLDER/job" was begun with model "box", not "cone"; go on with the same settings, or begin in another folder"`,
  );
});

test("a block that fails is tried again; what fails for good is told by the merge", async () => {
  const folder = temporaryFolder();
  const job = await planPrediction(join(folder, "job"), plan);
  let reads = 0;
  const image = imageSource(source, { id: "made-up" });
  const failing = (every: number) => ({
    readImage: async (options: object) => {
      reads += 1;
      if (reads % every === 0) throw new RangeError("the line is down");
      return image.readImage(options);
    },
  });
  const failures = [];
  for await (const report of run(job, { image: failing(9) }))
    if (report.kind === "failed") failures.push(report.isFinal);
  expect(failures.length).toBeGreaterThan(0);
  expect(failures).not.toContain(true);
  expect(bytesOf(await merge(job, folder))).toEqual(await whole());
  const lost = await planPrediction(join(folder, "lost"), plan);
  await finish(lost, { image: failing(1), attempts: 1 });
  await expect(merge(lost, folder)).rejects.toThrow("; the last failure: the line is down;");
});

test("blocks outside of what is wanted are not planned, and hold nodata", async () => {
  const folder = temporaryFolder();
  const job = await planPrediction(join(folder, "job"), {
    ...plan,
    layers: {},
    isWanted: ({ x }) => x === 0,
  });
  const { columnParts, rowParts } = job.layout;
  expect([job.blocks.length, columnParts.length > 1]).toEqual([rowParts.length, true]);
  await finish(job);
  const path = join(folder, "map.tif");
  for await (const _ of mergePrediction(job, { outputs: { classes: path } }));
  const { validity } = await opened(path);
  const valid = [...(validity ?? [])].filter((each) => each === 1).length;
  expect(valid).toBe(columnParts[0]!.last * 77);
});

test("eight bits of probability are within a five-hundredth", async () => {
  const folder = temporaryFolder();
  const options = LayerOptions.parse({ probabilities: "uint8" });
  const job = await planPrediction(join(folder, "job"), { ...plan, layers: options });
  await finish(job);
  const path = join(folder, "probabilities.tif");
  for await (const _ of mergePrediction(job, { outputs: { probabilities: path } }));
  const { probabilities, validity } = await predictAll(source, boxPredictor(2), tiling);
  const { data } = await opened(path, { scaled: true });
  for (let at = 0; at < data.length; at++)
    if (validity[Math.floor(at / 3)] === 1)
      expect(Math.abs(data[at]! - probabilities[at]!)).toBeLessThan(0.00201);
});
