/** Trains a small model in a process of its own, so that a test can kill it: `kill-child.ts FOLDER STEPS ENGINE`. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import {
  computeNormalisation,
  randomPatches,
  sceneDataset,
  syntheticScene,
  syntheticScheme,
} from "@undercoat/datasets";
import { unet } from "@undercoat/decoders";
import { resnet } from "@undercoat/encoders";
import { useEngine } from "@undercoat/engines";
import { EngineName } from "@undercoat/engines/options";
import { writeFileAtomic } from "@undercoat/files";
import { crossEntropyDice } from "@undercoat/losses";
import { createRng } from "@undercoat/random";
import { initialise, segmentationModel, tensorHashes } from "@undercoat/segmentation";
import {
  decodeCheckpoint,
  encodeCheckpoint,
  type FitOptions,
  fit,
  linearProbeThenFinetune,
} from "@undercoat/training";

const WIDTH = 0.0625;
const [folder = ".", steps = "1", engine = "cpu"] = process.argv.slice(2);
const file = path.join(folder, "checkpoint.ckpt");
await useEngine(EngineName.parse(engine));
const rng = createRng(5);
const dataset = sceneDataset({
  scheme: syntheticScheme,
  scenes: [syntheticScene({ width: 64, height: 64 }, rng.fork("scene"))],
});
const normalisation = computeNormalisation(dataset);
const encoder = resnet({ width: WIDTH });
const model = segmentationModel({
  encoder,
  decoder: unet({ width: WIDTH }),
  scheme: syntheticScheme,
  normalisation,
});
initialise(model, { seed: 5 });
const batches = randomPatches(dataset, {
  size: 32,
  batchSize: 2,
  normalisation,
  dihedral: true,
  rng: rng.fork("order"),
});
const options: FitOptions = {
  loss: crossEntropyDice(),
  steps: Number(steps),
  learningRate: 0.003,
  averaging: { kind: "ema", decay: 0.9 },
  freezeSchedule: linearProbeThenFinetune({ probeSteps: 12 }),
  checkpointEvery: 2,
  onCheckpoint: (state) => writeFileAtomic(file, encodeCheckpoint(state)),
  ...(existsSync(file) ? { resumeFrom: decodeCheckpoint(readFileSync(file)) } : {}),
};
for await (const { step } of fit(model, batches, options)) process.stdout.write(`${step}\n`);
await writeFileAtomic(
  path.join(folder, "hashes.json"),
  JSON.stringify(Object.entries(await tensorHashes(model))),
);
