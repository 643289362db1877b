import * as tf from "@tensorflow/tfjs-core";
import {
  type BatchSource,
  choosePatches,
  cutPatches,
  randomPatches,
  shuffledPatches,
} from "@undercoat/datasets";
import type { PlannedTuning } from "@undercoat/layer-analysis/options";
import { createRng } from "@undercoat/random";
import type { MethodOptions } from "@undercoat/robust-training/options";
import { type FreezePlan, type SegmentationModel, transferWeights } from "@undercoat/segmentation";
import { namedPretext, unlabelled } from "@undercoat/self-supervised";
import type { PretextOptions } from "@undercoat/self-supervised/options";
import { calibrateBatchNorm } from "@undercoat/tensor";
import type { FreezeSchedule, TrainingMethod } from "@undercoat/training";
import type { ResolvedConfig } from "../config/run-config.ts";
import type { StageSchedule, TrainingRecipe } from "../config/training-recipe.ts";
import { WorkflowError } from "../errors.ts";
import type { Arm } from "./arms.ts";
import { buildModel } from "./build-model.ts";
import { checkGroups } from "./check-groups.ts";
import { pretextDecoder } from "./decoders-of.ts";
import { freezeScheduleOf } from "./freeze-schedule-of.ts";
import type { ItemContext } from "./item-context.ts";
import type { RunData } from "./load-run-data.ts";
import { loadRunModel } from "./load-run-model.ts";
import type { ArmItem, PretrainItem } from "./plan.ts";

/** Offset of the seed that draws a new decoder, as in the study. */
const DECODER_SEED = 500;
/** Offset of the seed that draws a second network beside the first. */
const PEER_SEED = 900_000;
/** Offset of the seed that draws the places of permuted labels, as in the study. */
const PERMUTATION_SEED = 7777;
/** Unlabelled batches over which the untrained encoder's BatchNorm statistics are averaged, as in the study. */
const CALIBRATION_BATCHES = 20;

/** Pixels of a test window at most: it goes through the network in one piece, some 150 bytes a pixel. */
const LARGEST_TEST_WINDOW = 2048 ** 2;

/** What is trained, on what, and how. The model is the caller's to dispose. */
export interface TrainingJob {
  readonly model: SegmentationModel;
  readonly batches: BatchSource;
  readonly stage: Omit<TrainingRecipe, "freezePlan" | "freezeSchedule"> & {
    readonly schedule: StageSchedule;
  };
  readonly learningRate: number;
  /** Way of learning from noisy labels; `null`: none. */
  readonly method: MethodOptions | null;
  /** Makes a second network beside the model, for methods with two; `null` where the model is not all new. */
  readonly peer: (() => SegmentationModel) | null;
  /** A task without labels, in place of the loss. */
  readonly pretext: TrainingMethod | null;
  /** One training after the other, each with a schedule of its own. */
  readonly phases: readonly TrainingPhase[];
  /** Steps after which the model is kept as it is then. */
  readonly keepAt: readonly number[];
}

/** A part of a training with a schedule of its own: the same layers move, or as a freeze schedule says. */
export type TrainingPhase = { readonly steps: number } & (
  | { readonly freezePlan: FreezePlan }
  | { readonly freezeSchedule: FreezeSchedule }
);

/** The only phase of a training that is not planned. */
function onlyPhase(
  { steps, freezePlan = {}, freezeSchedule }: TrainingRecipe & { readonly steps: number },
  { groups }: SegmentationModel,
): TrainingPhase[] {
  if (freezeSchedule === undefined) return [{ steps, freezePlan }];
  return [{ steps, freezeSchedule: freezeScheduleOf(freezeSchedule, groups) }];
}

/** A new model on the labels of a pretraining. */
export function pretrainJob(item: PretrainItem, { config, data }: ItemContext): TrainingJob {
  const { pretraining, seed, orderSeed } = item;
  const stage = config.pretrain;
  const { permuted, pretext, method = stage.method ?? null } = config.pretrainings[pretraining]!;
  const batches = randomPatches(data.pretrainingLabels(pretraining, seed), {
    size: stage.patchSize,
    batchSize: stage.batchSize,
    dihedral: stage.dihedral,
    normalisation: data.normalisation,
    rng: createRng(orderSeed).fork("order"),
    ...(permuted ? { permuteLabels: createRng(orderSeed + PERMUTATION_SEED).fork("order") } : {}),
  });
  const parts =
    pretext === undefined
      ? {
          model: buildModel(config, data, config.model.pretrainDecoder, seed),
          batches,
          method,
          peer: () => buildModel(config, data, config.model.pretrainDecoder, seed + PEER_SEED),
          pretext: null,
        }
      : pretextParts(pretext, { batches, seed, orderSeed }, { config, data });
  return {
    ...parts,
    stage,
    learningRate: stage.learningRate,
    phases: onlyPhase(stage, parts.model),
    keepAt: config.layers.study?.steps ?? [],
  };
}

/** Tasks of pixels train the decoder too. */
function pretextParts(
  pretext: PretextOptions,
  {
    batches,
    seed,
    orderSeed,
  }: { readonly batches: BatchSource; readonly seed: number; readonly orderSeed: number },
  { config, data }: Pick<ItemContext, "config" | "data">,
): Pick<TrainingJob, "model" | "batches" | "method" | "peer" | "pretext"> {
  const named = namedPretext(pretext, { seed: orderSeed });
  const model = buildModel(config, data, pretextDecoder(pretext, config), seed, {
    scheme: named.outputs(data.bands.length),
  });
  return { model, batches: unlabelled(batches), method: null, peer: null, pretext: named };
}

/** An arm's starting model on its few clean patches. */
export async function finetuneJob({ arm, seed, needs }: ArmItem, context: ItemContext): Promise<TrainingJob> {
  const { config, data } = context;
  const stage = config.finetune;
  if (arm.mode === "planned") return plannedJob(stage.plan!, { seed, source: needs[0]! }, context);
  const model = await startingModel({ mode: arm.mode, source: needs[0] ?? null }, seed, context);
  const { steps, freezePlan } = stage;
  return {
    model,
    batches: finetuneBatches(config, data, seed),
    stage,
    learningRate: arm.mode === "whole" ? stage.wholeLearningRate : stage.learningRate,
    method: stage.method ?? null,
    peer: null,
    pretext: null,
    phases:
      arm.mode === "frozen"
        ? [{ steps, freezePlan: withFrozenEncoder(freezePlan) }]
        : onlyPhase(stage, model),
    keepAt: [],
  };
}

/** A pretrained model (`source`: the item that trained it) on the clean patches, as a plan says. */
export async function plannedJob(
  plan: PlannedTuning,
  { seed, source }: { readonly seed: number; readonly source: string },
  context: Pick<ItemContext, "config" | "data" | "folder">,
): Promise<TrainingJob> {
  const { config, data } = context;
  const { steps, learningRate, wholeLearningRate } = config.finetune;
  const mode = plan.keep === "whole" ? "whole" : "full";
  const model = await startingModel({ mode, source }, seed, context);
  if (plan.reinitialise.length > 0) {
    const decoder = config.model[mode === "whole" ? "pretrainDecoder" : "finetuneDecoder"];
    const fresh = buildModel(config, data, decoder, seed + DECODER_SEED);
    try {
      transferWeights(fresh, model, { parts: plan.reinitialise });
    } finally {
      fresh.dispose();
    }
  }
  return {
    model,
    batches: finetuneBatches(config, data, seed),
    stage: config.finetune,
    learningRate: mode === "whole" ? wholeLearningRate : learningRate,
    method: config.finetune.method ?? null,
    peer: null,
    pretext: null,
    phases: phasesOf(plan, steps),
    keepAt: [],
  };
}

/** Whole steps of every phase; the last one takes what rounding leaves. */
function phasesOf({ phases }: PlannedTuning, steps: number): TrainingPhase[] {
  let begun = 0;
  return phases.flatMap(({ share, groups }, index) => {
    const isLast = index === phases.length - 1;
    const count = isLast ? steps - begun : Math.min(steps - begun, Math.round(share * steps));
    begun += count;
    return count > 0 ? [{ steps: count, freezePlan: groups }] : [];
  });
}

/** A plan whose encoder is frozen as a whole; what it says of decoder and head stays. */
function withFrozenEncoder(plan: FreezePlan = {}): FreezePlan {
  const others = Object.entries(plan).filter(([key]) => key !== "encoder" && !key.startsWith("encoder."));
  return { ...Object.fromEntries(others), encoder: "frozen" };
}

/**
 * Cuts the patches of both stages once, so that windows too small for them, or too large to be judged in one
 * piece, stop a run before it trains for an hour; so do freeze plans that name no layer group.
 *
 * @throws {DatasetsError} `REGION_TOO_SMALL` or `TOO_FEW_PATCHES`.
 * @throws {WorkflowError} `CONFIG_VALUE` for a test window of more than 2048² pixels, or as {@link checkGroups}.
 */
export function checkPatches(config: ResolvedConfig, data: RunData): void {
  unlabelledBatches(config, data, config.seeds[0]!);
  finetuneBatches(config, data, config.seeds[0]!);
  checkGroups(config, data);
  for (const { sceneId, window } of data.splits.test.regions)
    if (window.width * window.height > LARGEST_TEST_WINDOW)
      throw new WorkflowError("CONFIG_VALUE", {
        message: `test window of scene "${sceneId}" is ${window.width}×${window.height} pixels after downsample, but at most ${LARGEST_TEST_WINDOW} pixels go through the network at once; give several smaller windows, such as 2048×2048`,
        context: { scene: sceneId, window },
      });
}

function finetuneBatches({ finetune }: ResolvedConfig, data: RunData, seed: number): BatchSource {
  const { patchSize: size, batchSize, dihedral, patches: count } = finetune;
  const { positiveClass, normalisation, splits } = data;
  const patches = choosePatches(cutPatches(splits.finetune, size), { count, seed, positiveClass });
  const rng = createRng(seed).fork("ft");
  return shuffledPatches(splits.finetune, patches, { size, batchSize, dihedral, normalisation, rng });
}

/** Where an arm starts: the item whose model is kept as a whole or for its encoder; null for an untrained encoder. */
interface Start extends Pick<Arm, "mode"> {
  readonly source: string | null;
}

/** The model an arm starts its fine-tuning from: the pretrained one, or its encoder under a new decoder. */
async function startingModel(
  { mode, source: id }: Start,
  seed: number,
  { config, data, folder }: Pick<ItemContext, "config" | "data" | "folder">,
): Promise<SegmentationModel> {
  if (mode === "whole") return loadRunModel(folder, id!);
  const source = id === null ? untrainedModel(config, data, seed) : await loadRunModel(folder, id);
  const { finetuneDecoder } = config.model;
  try {
    const { licences } = source;
    const model = buildModel(config, data, finetuneDecoder, seed + DECODER_SEED, { licences });
    transferWeights(source, model, { parts: ["encoder"] });
    return model;
  } finally {
    source.dispose();
  }
}

/** Random weights, with BatchNorm statistics from unlabelled images, so that a frozen random encoder is a fair one. */
function untrainedModel(config: ResolvedConfig, data: RunData, seed: number): SegmentationModel {
  const model = buildModel(config, data, config.model.pretrainDecoder, seed);
  calibrateBatchNorm(model.encoder.network, calibrationImages(config, data, seed));
  return model;
}

/** Pretraining images over which running statistics are recomputed; free each before the next. */
export function calibrationImages(
  config: ResolvedConfig,
  data: RunData,
  seed: number,
): Generator<tf.Tensor4D> {
  return imageBatches(unlabelledBatches(config, data, seed), CALIBRATION_BATCHES);
}

/** Patches of the pretraining windows in the seed's order; nobody looks at their labels. */
function unlabelledBatches({ pretrain }: ResolvedConfig, data: RunData, seed: number): BatchSource {
  const { patchSize: size, batchSize, dihedral } = pretrain;
  const { normalisation, splits } = data;
  return randomPatches(splits.pretrain, {
    size,
    batchSize,
    dihedral,
    normalisation,
    rng: createRng(seed).fork("order"),
  });
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
