import { cpus } from "node:os";
import { randomPatches } from "@undercoat/datasets";
import { useEngine } from "@undercoat/engines";
import { namedLoss } from "@undercoat/losses";
import { createRng } from "@undercoat/random";
import { fit } from "@undercoat/training";
import type { LoadedConfig } from "../config/load-config.ts";
import { armsOf } from "./arms.ts";
import { buildModel } from "./build-model.ts";
import { checkExternalWeights } from "./external-encoder.ts";
import { loadRunData } from "./load-run-data.ts";
import { costOf, isTrained, planItems, type Stage } from "./plan.ts";
import { checkPatches } from "./training-job.ts";

/** What a run would do, and about how long it would take here. */
export interface RunEstimate {
  readonly arms: readonly string[];
  readonly stages: readonly { readonly stage: Stage; readonly items: number; readonly steps: number }[];
  readonly engine: string;
  readonly workers: number;
  /** Trained weights of the pretraining model. */
  readonly parameters: number;
  /** Size of all scenes in memory, for each worker. */
  readonly sceneMegabytes: number;
  readonly stepMilliseconds: number;
  readonly seconds: number;
}

const TIMED_STEPS = 4;

/** Plans a run, reads its data, and times a few training steps; writes nothing. */
export async function estimateRun({ config }: LoadedConfig): Promise<RunEstimate> {
  const engine = await useEngine(config.engine);
  const data = await loadRunData(config);
  checkPatches(config, data);
  await checkExternalWeights(config, data);
  const model = buildModel(config, data, config.model.pretrainDecoder, config.seeds[0]!);
  const { patchSize, batchSize, dihedral, learningRate } = config.pretrain;
  const rng = createRng(config.seeds[0]!).fork("order");
  // with labels that are learnt from: a step on patches without any does nothing
  const [taught] = Object.keys(config.pretrainings);
  const timed =
    taught === undefined ? data.splits.pretrain : data.pretrainingLabels(taught, config.seeds[0]!);
  const batches = randomPatches(timed, {
    size: patchSize,
    batchSize,
    dihedral,
    normalisation: data.normalisation,
    rng,
  });
  const times: number[] = [];
  for await (const { milliseconds } of fit(model, batches, {
    loss: namedLoss(config.loss),
    steps: TIMED_STEPS,
    learningRate,
    syncEvery: 0,
  }))
    times.push(milliseconds);
  const stepMilliseconds = Math.min(...times.slice(1));
  const parameters = model
    .parameters()
    .reduce((sum, { trainable, shape }) => sum + (trainable ? shape.reduce((a, b) => a * b, 1) : 0), 0);
  model.dispose();
  const items = planItems(config);
  const stepsOf = { pretrain: config.pretrain.steps, finetune: config.finetune.steps, evaluate: 0 };
  const workers = Math.min(
    config.workers === "auto" ? Math.min(8, cpus().length) : config.workers,
    items.length,
  );
  const costPerStep = 3 * batchSize * patchSize ** 2;
  const cost = items.reduce((sum, item) => sum + costOf(item, config), 0);
  const scenes = new Set(Object.values(data.splits).flatMap((split) => split.scenes));
  return {
    arms: armsOf(config).map(({ name }) => name),
    stages: (["pretrain", "finetune", "evaluate"] as const).map((stage) => {
      const own = items.filter((item) => item.stage === stage);
      const trained = own.filter((item) => isTrained(item, config));
      return { stage, items: own.length, steps: trained.length * stepsOf[stage] };
    }),
    engine: engine.name,
    workers,
    parameters,
    sceneMegabytes:
      [...scenes].reduce(
        (sum, { image, labels }) => sum + image.data.byteLength + labels.data.byteLength,
        0,
      ) / 1e6,
    stepMilliseconds,
    seconds: (cost / costPerStep / workers) * (stepMilliseconds / 1000),
  };
}
