import "@tensorflow/tfjs-backend-cpu";
import { readdir, readFile, writeFile } from "node:fs/promises";
import * as tf from "@tensorflow/tfjs-core";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { fakeBatches } from "../test/support/fake-batches.ts";
import { tinyLoss } from "../test/support/tiny-loss.ts";
import { tinyModel } from "../test/support/tiny-model.ts";
import { decodeCheckpoint } from "./checkpoint.ts";
import { checkpointFolder } from "./checkpoint-folder.ts";
import type { CheckpointRetention } from "./checkpoint-retention.ts";
import { fit } from "./fit.ts";
import type { FitOptions } from "./fit-options.ts";

beforeAll(async () => {
  await tf.setBackend("cpu");
});

const base = { loss: tinyLoss(), steps: 10, learningRate: 0.01, checkpointEvery: 1 } as const;
const SCORES = [0.1, 0.5, 0.3, 0.4, 0.2];

/** Trains with a validation every second step whose best is the one of step 4. */
async function train(folder: string, retention: CheckpointRetention, more: Partial<FitOptions> = {}) {
  const kept = checkpointFolder(folder, retention);
  const model = tinyModel();
  const evaluate = async (_: unknown, { step }: { step: number }) => SCORES[step / 2 - 1]!;
  const validation = { every: 2, evaluate, onBest: kept.onBest };
  for await (const _ of fit(model, fakeBatches(), {
    ...base,
    validation,
    onCheckpoint: kept.onCheckpoint,
    ...more,
  }));
  return { kept, weights: model.parameters().map(({ variable }) => [...variable.dataSync()]) };
}

const stepOf = async (file: string) => decodeCheckpoint(await readFile(file)).step;

test("last, best, every fourth and the two newest stay, and each is what its name says", async () => {
  const folder = `${temporaryFolder()}/kept`;
  expect(await checkpointFolder(folder).read("last")).toBeNull();
  const { kept } = await train(folder, { newest: 2, every: 4 });
  const numbered = [4, 8, 9, 10].map((step) => `step-${String(step).padStart(8, "0")}.ckpt`);
  expect((await readdir(folder)).toSorted()).toEqual(["best.ckpt", "last.ckpt", ...numbered]);
  for (const name of numbered) expect(await stepOf(`${folder}/${name}`)).toBe(Number(name.slice(5, 13)));
  expect((await kept.read("last"))?.step).toBe(10);
  expect((await kept.read("best"))?.step).toBe(4);
});

test("by default the last and the best alone stay; what is not a numbered checkpoint is left alone", async () => {
  const folder = temporaryFolder();
  await writeFile(`${folder}/step-notes.txt`, "mine");
  await train(folder, {});
  expect((await readdir(folder)).toSorted()).toEqual(["best.ckpt", "last.ckpt", "step-notes.txt"]);
});

test("a training goes on from any that stayed, to the same weights", async () => {
  const folder = temporaryFolder();
  const whole = await train(folder, { last: false, every: 3 });
  expect((await readdir(folder)).filter((name) => name !== "best.ckpt")).toHaveLength(3);
  const resumeFrom = decodeCheckpoint(await readFile(`${folder}/step-00000006.ckpt`));
  const resumed = await train(temporaryFolder(), {}, { resumeFrom });
  expect(resumed.weights).toEqual(whole.weights);
});

test("where the folder cannot be made, the training is told, and goes on where it may", async () => {
  const file = `${temporaryFolder()}/file`;
  await writeFile(file, "");
  const told: unknown[] = [];
  const kept = checkpointFolder(file, { newest: 1 });
  const options = { ...base, onCheckpoint: kept.onCheckpoint };
  await expect(async () => {
    for await (const _ of fit(tinyModel(), fakeBatches(), options));
  }).rejects.toThrow("file");
  const onCheckpointError = (error: unknown) => told.push(error);
  for await (const _ of fit(tinyModel(), fakeBatches(), { ...options, onCheckpointError }));
  expect(told).toHaveLength(10);
});

test("numbers that are none are refused", () => {
  expect(() => checkpointFolder("x", { newest: -1 })).toThrow("must be at least 0");
});
