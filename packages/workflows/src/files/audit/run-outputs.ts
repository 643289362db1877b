import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { readJson, sha256File } from "@undercoat/files";
import type { OutputRecord, StacModel } from "@undercoat/provenance";
import * as z from "zod";
import type { ResolvedConfig } from "../../config/run-config.ts";

/** What a run folder holds that was made, and with what. */
export interface RunOutputs {
  readonly outputs: readonly OutputRecord[];
  readonly models: readonly StacModel[];
  readonly software: Readonly<Record<string, string>>;
}

const Environment = z.object({ undercoat: z.string(), node: z.string(), engine: z.string() }).partial();
const ModelDescription = z.object({
  bands: z.array(z.object({ name: z.string() })),
  tensors: z.array(z.object({ shape: z.array(z.number()) })),
});
const Manifest = z.object({ peerDependencies: z.object({ "@tensorflow/tfjs-core": z.string() }) });

/** Models and results of a run folder; empty where there are none yet. */
export async function runOutputs(
  folder: string,
  config: ResolvedConfig,
  writtenAt: string,
): Promise<RunOutputs> {
  const environment = Environment.catch({}).parse(await readIfThere(path.join(folder, "environment.json")));
  const software = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const frameworkVersion = await tfjsVersion();
  const outputs: OutputRecord[] = [];
  const models: StacModel[] = [];
  for (const id of await modelIds(path.join(folder, "models"))) {
    const file = `models/${id}/model.json`;
    outputs.push({ file, sha256: await sha256File(path.join(folder, file)), kind: "model" });
    models.push(await describeModel(folder, id, { config, software, frameworkVersion, writtenAt }));
  }
  for (const [file, kind] of [
    ["metrics.json", "scores"],
    ["report.html", "report"],
  ] as const)
    if (existsSync(path.join(folder, file)))
      outputs.push({ file, sha256: await sha256File(path.join(folder, file)), kind });
  return { outputs, models, software };
}

async function describeModel(
  folder: string,
  id: string,
  {
    config,
    ...known
  }: Pick<StacModel, "software" | "frameworkVersion" | "writtenAt"> & { readonly config: ResolvedConfig },
): Promise<StacModel> {
  const { model, data, pretrain, finetune, loss } = config;
  const isPretrained = /\/pretrain-/.test(`/${id}`);
  const stage = isPretrained ? pretrain : finetune;
  const decoder = isPretrained ? model.pretrainDecoder : model.finetuneDecoder;
  const described = ModelDescription.parse(await readJson(path.join(folder, "models", id, "undercoat.json")));
  return {
    name: `${config.name}-${id}`,
    architecture: `${model.encoder.name}, width ${model.encoder.width}, with ${decoder}`,
    file: `models/${id}/model.json`,
    bands: described.bands.map(({ name }) => name),
    classes: data.scheme.classes,
    patchSize: stage.patchSize,
    totalParameters: described.tensors.reduce(
      (sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1),
      0,
    ),
    hyperparameters: {
      steps: stage.steps,
      batch_size: stage.batchSize,
      learning_rate: stage.learningRate,
      loss: typeof loss === "string" ? loss : loss.name,
    },
    ...known,
  };
}

/** The one version of TensorFlow.js that this package takes. */
async function tfjsVersion(): Promise<string> {
  const manifest = Manifest.parse(
    await readJson(fileURLToPath(new URL("../../../package.json", import.meta.url))),
  );
  return manifest.peerDependencies["@tensorflow/tfjs-core"];
}

async function modelIds(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  return entries
    .filter((entry) => path.basename(entry) === "model.json")
    .map((entry) => path.dirname(entry).replaceAll("\\", "/"))
    .sort();
}

function readIfThere(file: string): Promise<unknown> {
  return existsSync(file) ? readJson(file) : Promise.resolve({});
}
