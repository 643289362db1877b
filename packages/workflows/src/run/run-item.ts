import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import {
  type BatchSource,
  choosePatches,
  cutPatches,
  randomPatches,
  shuffledPatches,
} from "@undercoat/datasets";
import { lateralFpn, unet } from "@undercoat/decoders";
import { resnet } from "@undercoat/encoders";
import { readFileChecked, writeFileAtomic, writeJsonAtomic } from "@undercoat/files";
import { createRng } from "@undercoat/random";
import { type FreezePlan, type SegmentationModel, transferWeights } from "@undercoat/segmentation";
import { loadModel, saveModel } from "@undercoat/segmentation/node";
import { calibrateBatchNorm } from "@undercoat/tensor";
import { decodeCheckpoint, encodeCheckpoint, fit, type TrainingState } from "@undercoat/training";
import type { ResolvedConfig } from "../config/run-config.ts";
import type { Arm } from "./arms.ts";
import { buildModel, LOSSES } from "./build-model.ts";
import { evaluateModel } from "./evaluate-model.ts";
import type { RunData } from "./load-run-data.ts";
import { type Item, modelIdOf, pretrainId } from "./plan.ts";
import type { FromWorker } from "./worker-messages.ts";

/** What an item needs from its worker. */
export interface ItemContext {
  readonly config: ResolvedConfig;
  readonly folder: string;
  readonly data: RunData;
  send(message: FromWorker): void;
  /** True once somebody asked the run to stop. */
  isStopping(): boolean;
}

/** Offset of the seed that draws a new decoder, as in the study. */
const DECODER_SEED = 500;
/** Offset of the seed that draws the places of permuted labels, as in the study. */
const PERMUTATION_SEED = 7777;
/** Unlabelled batches over which the untrained encoder's BatchNorm statistics are averaged, as in the study. */
const CALIBRATION_BATCHES = 20;

/** The factories that a model folder of a run may name. */
export const PARTS = { encoders: { resnet }, decoders: { unet, "lateral-fpn": lateralFpn } } as const;

/** Does one item and writes its model and, last, its result; an item without a result starts again. */
export async function runItem(item: Item, context: ItemContext): Promise<void> {
  const began = performance.now();
  if (item.stage === "evaluate") await evaluateItem(item, context);
  else await trainItem(item, context);
  context.send({ kind: "done", item: item.id, seconds: (performance.now() - began) / 1000 });
}

type TrainedItem =
  | Extract<Item, { stage: "pretrain" }>
  | (Extract<Item, { arm: Arm }> & { stage: "finetune" });

async function trainItem(item: Item, context: ItemContext): Promise<void> {
  const job =
    item.stage === "pretrain"
      ? pretrainJob(item, context)
      : await finetuneJob(item as TrainedItem & { arm: Arm }, context);
  try {
    const losses = await train(item.id, job, context);
    await saveModel(path.join(context.folder, "models", item.id), job.model);
    await writeJsonAtomic(path.join(context.folder, "results", `${item.id}.json`), { item: item.id, losses });
    await rm(checkpointFile(context, item.id), { force: true });
  } finally {
    job.model.dispose();
  }
}

interface Job {
  readonly model: SegmentationModel;
  readonly batches: BatchSource;
  readonly stage: {
    readonly steps: number;
    readonly batchSize: number;
    readonly schedule: "cosine" | "constant";
  };
  readonly learningRate: number;
  readonly freezePlan: FreezePlan;
}

function pretrainJob(item: Extract<Item, { stage: "pretrain" }>, { config, data }: ItemContext): Job {
  const { pretraining, seed, orderSeed } = item;
  const stage = config.pretrain;
  const permuted = config.pretrainings[pretraining]!.permuted;
  const batches = randomPatches(data.pretrainingLabels(pretraining, seed), {
    size: stage.patchSize,
    batchSize: stage.batchSize,
    dihedral: stage.dihedral,
    normalisation: data.normalisation,
    rng: createRng(orderSeed).fork("order"),
    ...(permuted ? { permuteLabels: createRng(orderSeed + PERMUTATION_SEED).fork("order") } : {}),
  });
  const model = buildModel(config, data, config.model.pretrainDecoder, seed);
  return { model, batches, stage, learningRate: stage.learningRate, freezePlan: {} };
}

async function finetuneJob({ arm, seed }: { arm: Arm; seed: number }, context: ItemContext): Promise<Job> {
  const { config, data } = context;
  const stage = config.finetune;
  const patches = choosePatches(cutPatches(data.splits.finetune, stage.patchSize), {
    count: stage.patches,
    seed,
    positiveClass: data.positiveClass,
  });
  const batches = shuffledPatches(data.splits.finetune, patches, {
    size: stage.patchSize,
    batchSize: stage.batchSize,
    dihedral: stage.dihedral,
    normalisation: data.normalisation,
    rng: createRng(seed).fork("ft"),
  });
  return {
    model: await startingModel(arm, seed, context),
    batches,
    stage,
    learningRate: arm.mode === "whole" ? stage.wholeLearningRate : stage.learningRate,
    freezePlan: arm.mode === "frozen" ? { encoder: "frozen" } : {},
  };
}

/** The model an arm starts its fine-tuning from: the pretrained one, or its encoder under a new decoder. */
async function startingModel(
  arm: Arm,
  seed: number,
  { config, data, folder }: ItemContext,
): Promise<SegmentationModel> {
  const load = () => loadModel(path.join(folder, "models", pretrainId(seed, arm.pretraining!)), PARTS);
  if (arm.mode === "whole") return load();
  const model = buildModel(config, data, config.model.finetuneDecoder, seed + DECODER_SEED);
  const source = arm.pretraining === null ? untrainedModel(config, data, seed) : await load();
  try {
    transferWeights(source, model, { parts: ["encoder"] });
    return model;
  } finally {
    source.dispose();
  }
}

/** Random weights, with BatchNorm statistics from unlabelled images, so that a frozen random encoder is a fair one. */
function untrainedModel(config: ResolvedConfig, data: RunData, seed: number): SegmentationModel {
  const model = buildModel(config, data, config.model.pretrainDecoder, seed);
  const { patchSize, batchSize, dihedral } = config.pretrain;
  const rng = createRng(seed).fork("order");
  const source = randomPatches(data.splits.pretrain, {
    size: patchSize,
    batchSize,
    dihedral,
    normalisation: data.normalisation,
    rng,
  });
  calibrateBatchNorm(model.encoder.network, imageBatches(source, CALIBRATION_BATCHES));
  return model;
}

function* imageBatches(source: BatchSource, count: number): Generator<tf.Tensor4D> {
  for (let index = 0; index < count; index++) {
    const { images, size, height, width, bandCount } = source.next();
    const tensor = tf.tensor4d(images, [size, height, width, bandCount]);
    try {
      yield tensor;
    } finally {
      tensor.dispose();
    }
  }
}

async function train(id: string, job: Job, context: ItemContext): Promise<(number | null)[]> {
  const { config, send, isStopping } = context;
  const file = checkpointFile(context, id);
  const saved = existsSync(file) ? await readSaved(file) : null;
  const losses = saved === null ? [] : [...saved.losses];
  send({ kind: "started", item: id, resumedAtStep: saved === null ? null : saved.state.step });
  const stop = new AbortController();
  const reports = fit(job.model, job.batches, {
    loss: LOSSES[config.loss](),
    steps: job.stage.steps,
    schedule: job.stage.schedule,
    learningRate: job.learningRate,
    freezePlan: job.freezePlan,
    checkpointEvery: config.checkpointEvery,
    onCheckpoint: (state) => writeSaved(file, state, losses),
    signal: stop.signal,
    ...(saved === null ? {} : { resumeFrom: saved.state }),
  });
  for await (const { step, steps, loss, lossParts, learningRate, milliseconds, skipped } of reports) {
    losses.push(skipped ? null : loss);
    send({
      kind: "step",
      item: id,
      step,
      steps,
      loss: skipped ? null : loss,
      lossParts,
      learningRate,
      milliseconds,
    });
    if (isStopping()) stop.abort();
  }
  return losses;
}

interface Saved {
  readonly state: TrainingState;
  readonly losses: readonly (number | null)[];
}

function checkpointFile({ folder }: ItemContext, id: string): string {
  return path.join(folder, "checkpoints", `${id}.ckpt`);
}

/** The losses so far travel with the state, so that a resumed run has the whole learning curve. */
async function writeSaved(
  file: string,
  state: TrainingState,
  losses: readonly (number | null)[],
): Promise<void> {
  const missing = Math.max(0, state.step - losses.length); // steps done, but not yet reported
  const all = [...losses.slice(0, state.step), ...(missing === 0 ? [] : state.recentLosses.slice(-missing))];
  await writeFileAtomic(file, encodeCheckpoint({ ...state, recentLosses: all }));
}

async function readSaved(file: string): Promise<Saved> {
  const state = decodeCheckpoint(await readFileChecked(file));
  return { state, losses: state.recentLosses };
}

async function evaluateItem(
  item: Extract<Item, { arm: Arm }>,
  { config, data, folder }: ItemContext,
): Promise<void> {
  const model = await loadModel(path.join(folder, "models", modelIdOf(item.seed, item.arm)), PARTS);
  try {
    const pictures =
      item.seed === config.seeds[0]
        ? path.join(folder, "predictions", `seed-${item.seed}`, item.arm.name.replace("/", "-"))
        : null;
    const scores = await evaluateModel(model, data, pictures);
    await writeJsonAtomic(path.join(folder, "results", `${item.id}.json`), { ...scores, seed: item.seed });
  } finally {
    model.dispose();
  }
}
