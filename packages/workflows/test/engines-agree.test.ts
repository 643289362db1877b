// The same training on every engine that can be had here: batches, initial weights and losses.
import { memory } from "@tensorflow/tfjs-core";
import { randomPatches } from "@undercoat/datasets";
import { type EngineListing, engineList, useEngine } from "@undercoat/engines";
import { namedLoss } from "@undercoat/losses";
import { createRng } from "@undercoat/random";
import { temporaryFolder } from "@undercoat/test-utils";
import { fit } from "@undercoat/training";
import { beforeAll, expect, test } from "vitest";
import { loadConfig, type RunConfig } from "../src/index.ts";
import { buildModel } from "../src/run/build-model.ts";
import { loadRunData } from "../src/run/load-run-data.ts";
import { writeSyntheticRun } from "./synthetic-run.ts";

const STEPS = 50;
/** Rounding alone: sums of float32 in another order. */
const FIRST_STEPS = 4;
const FIRST_STEPS_TOLERANCE = 1e-3;
/** After 50 steps of Adam (epsilon 1e-4: 1e-8 turns rounding in vanishing gradients into whole steps). */
const ALL_STEPS_TOLERANCE = 3e-2;

const CONFIG: Partial<RunConfig> = {
  model: { encoder: { name: "resnet18", width: 0.0625 } },
  pretrain: { steps: STEPS, batchSize: 4, patchSize: 64, learningRate: 0.003 },
};
const folder = temporaryFolder();
let config = "";

beforeAll(async () => {
  const scene = { width: 128, height: 128, density: 1, contrast: 1, noise: 8, texture: 8 };
  config = await writeSyntheticRun(folder, { pretrain: 2, finetune: 1, test: 1, seed: 1, scene }, CONFIG);
});

async function lossesOn(engine: EngineListing["name"], steps: number): Promise<number[]> {
  await useEngine(engine);
  const loaded = await loadConfig(config, { set: ["pretrainings={clean: {role: clean, labels: clean}}"] });
  const data = await loadRunData(loaded.config);
  const model = buildModel(loaded.config, data, "unet", 0);
  const { patchSize, batchSize, learningRate } = loaded.config.pretrain;
  const { normalisation } = data;
  const rng = createRng(0).fork("order");
  const batches = randomPatches(data.splits.pretrain, { size: patchSize, batchSize, normalisation, rng });
  const options = { loss: namedLoss(loaded.config.loss), steps: STEPS, learningRate, epsilon: 1e-4 };
  const values: number[] = [];
  let tensors = 0;
  for await (const { step, loss } of fit(model, batches, options)) {
    values.push(loss);
    if (step === 3) tensors = memory().numTensors;
    if (step > 3) expect(memory().numTensors, "tensors stay as many from step to step").toBe(tensors);
    if (step === steps) break;
  }
  model.dispose();
  return values;
}

const here = (await engineList()).filter(({ missing }) => missing === null).map(({ name }) => name);
const others = here.filter((name) => name !== "wasm" && name !== "cpu");
const largestGap = (a: readonly number[], b: readonly number[]) =>
  Math.max(...a.map((loss, index) => Math.abs(loss - b[index]!)));
let reference: number[] = [];

test("onnxruntime, wasm and cpu can be had everywhere", () => {
  expect(here).toEqual(expect.arrayContaining(["onnxruntime", "wasm", "cpu"]));
});

test("50 steps learn, on wasm", async () => {
  reference = await lossesOn("wasm", STEPS);
  expect(reference.at(-1)).toBeLessThan(0.75 * reference[0]!);
});

test("the first losses on cpu, the exact engine, are those of wasm", async () => {
  expect(largestGap(await lossesOn("cpu", FIRST_STEPS), reference)).toBeLessThan(FIRST_STEPS_TOLERANCE);
}, 180_000);

test.each(others)("losses of 50 steps on %s are those of wasm", async (name) => {
  const own = await lossesOn(name, STEPS);
  expect(largestGap(own.slice(0, FIRST_STEPS), reference)).toBeLessThan(FIRST_STEPS_TOLERANCE);
  expect(largestGap(own, reference)).toBeLessThan(ALL_STEPS_TOLERANCE);
});
