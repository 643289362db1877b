/** Trains the tiny model in a process of its own, so that a test can kill it: `train-child.ts FOLDER STEPS ENGINE`. */
import "@tensorflow/tfjs-backend-cpu";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { writeFileAtomic } from "@undercoat/files";
import { compilePredict, compileTrainStep } from "@undercoat/graph";
import { tensorHashes } from "@undercoat/segmentation";
import { setEngine } from "@undercoat/tensor";
import {
  decodeCheckpoint,
  encodeCheckpoint,
  type FitOptions,
  fit,
  linearProbeThenFinetune,
} from "../../src/index.ts";
import { fakeBatches } from "./fake-batches.ts";
import { tinyLoss } from "./tiny-loss.ts";
import { tinyModel } from "./tiny-model.ts";

const [folder = ".", steps = "1", engine = "cpu"] = process.argv.slice(2);
const path = join(folder, "checkpoint.ckpt");
await tf.setBackend("cpu");
if (engine === "compiled")
  setEngine({ name: engine, description: "", compiler: { compileTrainStep, compilePredict } });
const model = tinyModel();
const options: FitOptions = {
  loss: tinyLoss(),
  steps: Number(steps),
  learningRate: 0.01,
  averaging: { kind: "ema", decay: 0.9 },
  freezeSchedule: linearProbeThenFinetune({ probeSteps: 20 }),
  checkpointEvery: 3,
  onCheckpoint: (state) => writeFileAtomic(path, encodeCheckpoint(state)),
  ...(existsSync(path) ? { resumeFrom: decodeCheckpoint(readFileSync(path)) } : {}),
};
for await (const { step } of fit(model, fakeBatches(), options)) process.stdout.write(`${step}\n`);
await writeFileAtomic(join(folder, "hashes.json"), JSON.stringify(Object.entries(await tensorHashes(model))));
