import path from "node:path";
import {
  checkSplit,
  computeNormalisation,
  loadScene,
  type Normalisation,
  type Region,
  type Scene,
  type SceneDataset,
  sceneDataset,
} from "@undercoat/datasets";
import { openGeoTiff } from "@undercoat/geotiff";
import { createRng } from "@undercoat/random";
import type { Band, ClassScheme } from "@undercoat/raster";
import type { ResolvedConfig } from "../config/run-config.ts";
import { WorkflowError } from "../errors.ts";
import { noisyDataset, usedLabels } from "./noisy-dataset.ts";

/** Names of the three splits. */
export type SplitName = "pretrain" | "finetune" | "test";

/** Everything a run learns from and is judged by, in memory. */
export interface RunData {
  readonly scheme: ClassScheme;
  readonly bands: readonly Band[];
  /** Class index whose average precision is reported. */
  readonly positiveClass: number;
  /** The three splits with clean labels. */
  readonly splits: Readonly<Record<SplitName, SceneDataset>>;
  /** Clean labels on which freeze plans are chosen; null where the config names no windows for it. */
  readonly validation: SceneDataset | null;
  readonly normalisation: Normalisation;
  /** The scenes with each of the labels that the config uses. */
  readonly labelled: ReadonlyMap<string, readonly Scene[]>;
  /** The pretraining split with the labels that a pretraining learns from, simulated noise included. */
  pretrainingLabels(pretraining: string, seed: number): SceneDataset;
}

/**
 * Reads all scenes of a config, cuts them into splits and checks that the splits do not touch.
 *
 * @throws {WorkflowError} `EMPTY_SPLIT` for a split without windows, `SPLIT_LEAK` where two splits overlap or lie
 *   closer than `data.buffer`; errors of the file, grid, band or class code come from the packages that found them.
 */
export async function loadRunData(config: ResolvedConfig): Promise<RunData> {
  const { data } = config;
  const scheme = classSchemeOf(config);
  const scenes = await loadLabelled(
    config,
    scheme,
    "clean",
    sceneIds(config, ["pretrain", "finetune", "validation", "test"]),
  );
  const splits = {
    pretrain: splitOf(config, scheme, "pretrain", scenes),
    finetune: splitOf(config, scheme, "finetune", scenes),
    test: splitOf(config, scheme, "test", scenes),
  };
  const validation =
    data.windows.validation === undefined ? null : splitOf(config, scheme, "validation", scenes);
  refuseLeaks(config, { ...splits, ...(validation === null ? {} : { validation }) }, scenes);
  const labelled = new Map([["clean", scenes]]);
  for (const labels of usedLabels(config))
    if (labels !== "clean")
      labelled.set(labels, await loadLabelled(config, scheme, labels, sceneIds(config, ["pretrain"])));
  const loaded: Omit<RunData, "pretrainingLabels"> = {
    scheme,
    bands: scenes[0]!.image.bands,
    positiveClass: positiveIndex(config),
    splits,
    validation,
    normalisation:
      data.normalisation === "pretraining-windows"
        ? computeNormalisation(splits.pretrain)
        : data.normalisation,
    labelled,
  };
  return withPretrainings(loaded, config);
}

/** Data that were loaded for a config, for another one that differs in its pretrainings, but uses no other labels. */
export function withPretrainings(data: Omit<RunData, "pretrainingLabels">, config: ResolvedConfig): RunData {
  const { scheme, labelled } = data;
  const scenesOf = (name: string) => labelled.get(name) ?? labelled.get("clean")!;
  return {
    ...data,
    pretrainingLabels: (pretraining, seed) => {
      const { labels, noise } = config.pretrainings[pretraining]!;
      const dataset = splitOf(config, scheme, "pretrain", scenesOf(labels));
      if (noise === undefined) return dataset;
      return noisyDataset(dataset, noise, { rng: createRng(seed).fork("noise"), scenesOf });
    },
  };
}

/** The class scheme of a config. */
export function classSchemeOf({ data }: ResolvedConfig): ClassScheme {
  const classes = data.scheme.classes.map(({ value, name, colorHint }) =>
    colorHint === undefined ? { value, name } : { value, name, colorHint },
  );
  return { name: data.scheme.name, classes };
}

/** Index of the class whose average precision is reported: named by the config, else the last. */
export function positiveIndex({ data }: ResolvedConfig): number {
  const classes = data.scheme.classes;
  return data.positiveClass === undefined
    ? classes.length - 1
    : classes.findIndex(({ name }) => name === data.positiveClass);
}

/** File of a scene's image or labels. */
export function sceneFile(config: ResolvedConfig, pattern: string, scene: string): string {
  return path.join(config.data.root, pattern.replaceAll("{scene}", scene));
}

/** Ids of the scenes that the named splits use, in the config's order. */
export function sceneIds({ data }: ResolvedConfig, splits: readonly (SplitName | "validation")[]): string[] {
  return [...new Set(splits.flatMap((split) => Object.keys(data.windows[split] ?? {})))];
}

async function loadLabelled(
  config: ResolvedConfig,
  scheme: ClassScheme,
  labels: string,
  ids: readonly string[],
): Promise<Scene[]> {
  const scenes: Scene[] = [];
  for (const id of ids) scenes.push(await loadOne(config, scheme, labels, id));
  return scenes;
}

async function loadOne(
  config: ResolvedConfig,
  scheme: ClassScheme,
  labels: string,
  id: string,
): Promise<Scene> {
  const { bands, downsample, images, align } = config.data;
  const patterns = [...[images].flat(), config.data.labels[labels]!];
  const opened: Awaited<ReturnType<typeof openGeoTiff>>[] = [];
  try {
    for (const pattern of patterns) opened.push(await openGeoTiff(sceneFile(config, pattern, id)));
    return await loadScene({
      id,
      image: opened.slice(0, -1),
      labels: opened.at(-1)!,
      scheme,
      downsample,
      ...(align === undefined ? {} : { align }),
      ...(bands === undefined ? {} : { bands }),
    });
  } finally {
    for (const source of opened) await source.close();
  }
}

function splitOf(
  config: ResolvedConfig,
  scheme: ClassScheme,
  split: SplitName | "validation",
  scenes: readonly Scene[],
): SceneDataset {
  const regions = regionsOf(config, split, scenes);
  if (regions.length === 0)
    throw new WorkflowError("EMPTY_SPLIT", {
      message: `split "${split}" has 0 windows; give at least one scene under data.windows.${split}`,
      context: { split },
    });
  const used = new Set(regions.map(({ sceneId }) => sceneId));
  return sceneDataset({ name: split, scheme, scenes: scenes.filter(({ id }) => used.has(id)), regions });
}

function regionsOf(
  { data }: ResolvedConfig,
  split: SplitName | "validation",
  scenes: readonly Scene[],
): Region[] {
  return Object.entries(data.windows[split] ?? {}).flatMap(([sceneId, windows]): Region[] => {
    const scene = scenes.find(({ id }) => id === sceneId)!;
    if (windows === "all")
      return [{ sceneId, window: { x: 0, y: 0, width: scene.image.width, height: scene.image.height } }];
    const tuples = (typeof windows[0] === "number" ? [windows] : windows) as [
      number,
      number,
      number,
      number,
    ][];
    return tuples.map((tuple) => {
      const [x, y, width, height] = tuple.map((value) => Math.floor(value / data.downsample)) as typeof tuple;
      return { sceneId, window: { x, y, width, height } };
    });
  });
}

function refuseLeaks(
  { data }: ResolvedConfig,
  splits: Readonly<Record<string, SceneDataset>>,
  scenes: readonly Scene[],
): void {
  const regions = Object.fromEntries(Object.entries(splits).map(([name, split]) => [name, split.regions]));
  const grids = scenes.map(({ id, image }) => ({ id, grid: image }));
  const { conflicts } = checkSplit(regions, { buffer: data.buffer / data.downsample, scenes: grids });
  const [conflict] = conflicts;
  if (conflict !== undefined)
    throw new WorkflowError("SPLIT_LEAK", {
      message: `the splits leak: ${conflict.message}`,
      context: { conflict },
    });
}
