import { existsSync } from "node:fs";
import { useEngine } from "@undercoat/engines";
import { sha256File } from "@undercoat/files";
import { itemsOfShard } from "@undercoat/jobs";
import {
  type LayerName,
  layersOf,
  type PredictionJob,
  planPrediction,
  stopwatch,
} from "@undercoat/prediction";
import { Augmentation, LayerOptions, TilingOptions } from "@undercoat/prediction/options";
import { refuseOverwriting } from "../files/refuse-overwriting.ts";
import { type ClassCounts, classCountsOfJob } from "./class-counts-of-job.ts";
import { modelIdentity, rasterIdentity } from "./identity.ts";
import { type LoadedPredictor, loadPredictor } from "./load-predictor.ts";
import { mergeJob } from "./merge-map.ts";
import { type OpenImage, openImage } from "./open-image.ts";
import { claimOutputs, jobFolderOf, layerFiles } from "./output-files.ts";
import type { PolygonFile } from "./polygon-options.ts";
import { type BlocksContext, predictBlocks } from "./predict-blocks.ts";
import type { PredictedMap, PredictMapOptions, PredictReport } from "./predict-options.ts";
import { rangeNotes } from "./range-notes.ts";
import { type RegionOfInterest, regionOfInterest } from "./region-of-interest.ts";
import { assertPolygons } from "./write-polygons.ts";

/**
 * Predicts a raster of any size with model folders, and writes the map and its layers on the raster's grid. What is done
 * lies in `<out>.job` until the map is whole: killed at any moment, `resume` goes on and ends with the same bytes.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` for outputs that are there, `DATA` for rasters that do not fit, `INTERRUPTED`.
 * @throws {PredictionError} `TILE_UNUSABLE`, `MODELS_DIFFER`; {@link JobsError} `MANIFEST_DIFFERS` for other settings than
 *   those that the job was begun with.
 */
export async function* predictMap(options: PredictMapOptions): AsyncGenerator<PredictReport> {
  const began = performance.now();
  const { out, rasters, polygons, roi, signal, engine: name = "auto", threads = 1 } = options;
  const written = layerNames(options);
  const files = [
    ...Object.values(layerFiles(out, written)),
    ...(polygons === undefined ? [] : [polygons.out]),
  ];
  await refuseOverwriting([...rasters, roi], files);
  await claimOutputs(options, files);
  const engine = await useEngine(name, { threads });
  const loaded = await loadPredictor(options);
  try {
    const opened = await openImage(options, loaded.predictor);
    try {
      if (polygons !== undefined) assertPolygons(polygons, opened.image, loaded.predictor.scheme);
      const region = roi === undefined ? null : await regionOfInterest(roi, opened.image);
      const notes = await rangeNotes(opened.image, loaded.normalisation, signal);
      const job = await plan(options, { loaded, opened, region, written, engine: engine.name });
      const watch = stopwatch();
      const parts = { job, loaded, opened, region, watch };
      yield* finished(options, { ...parts, notes, engine: engine.name, began });
    } finally {
      await opened.close();
    }
  } finally {
    loaded.dispose();
  }
}

/** The layers that become files. */
function layerNames({ layers }: PredictMapOptions): readonly LayerName[] {
  const scheme = { name: "", classes: [{ value: 0, name: "" }] };
  return layersOf(scheme, layers ?? {}).map(({ name }) => name);
}

/** What the blocks keep: the confidence also for polygons. */
function keptLayers({ layers, polygons }: PredictMapOptions): LayerOptions {
  const { confidence, ...others } = LayerOptions.parse(layers ?? {});
  return { ...others, confidence: confidence || polygons !== undefined };
}

interface Planning {
  readonly loaded: LoadedPredictor;
  readonly opened: OpenImage;
  readonly region: RegionOfInterest | null;
  readonly written: readonly LayerName[];
  readonly engine: string;
}

async function plan(options: PredictMapOptions, planning: Planning): Promise<PredictionJob> {
  const { loaded, opened, region, written, engine } = planning;
  const { models, rasters, bands, augmentation, roi, resample } = options;
  const identities = { models: [] as string[], rasters: [] as Awaited<ReturnType<typeof rasterIdentity>>[] };
  for (const folder of models) identities.models.push(await modelIdentity(folder));
  for (const file of rasters) identities.rasters.push(await rasterIdentity(file));
  const about = {
    ...identities,
    bands: bands ?? null,
    augmentation: Augmentation.parse(augmentation ?? "none"),
    roi: roi === undefined ? null : (await sha256File(roi)).slice(0, 16),
    resample: resample ?? null,
    engine,
    written,
  };
  return planPrediction(jobFolderOf(options.out), {
    grid: opened.image,
    scheme: loaded.predictor.scheme,
    bandCount: opened.image.bands.length,
    sizeMultiple: loaded.predictor.sizeMultiple,
    tiling: TilingOptions.parse(options.tiling ?? {}),
    layers: keptLayers(options),
    isWanted: region === null ? undefined : (window) => region.isWanted(window),
    about: JSON.parse(JSON.stringify(about)),
  });
}

interface Doing extends BlocksContext {
  readonly notes: readonly string[];
  readonly engine: string;
  readonly began: number;
}

/** Share of the time that the map takes after its blocks are done, as a guess for the bar. */
const MERGE_SHARE = 0.05;

const OTHERS = "another worker put the map together: the counts of the classes are with it";

async function* finished(options: PredictMapOptions, doing: Doing): AsyncGenerator<PredictReport> {
  const { job, notes, engine, began, watch } = doing;
  const shard = options.shard ?? null;
  const mine = itemsOfShard(job.blocks, shard ?? { index: 1, count: 1 });
  const share = shard === null ? 1 - MERGE_SHARE : 1;
  const counts = yield* predictBlocks(options, { ...doing, share });
  const mergeBegan = performance.now();
  const { isMine, ...classes } = await countsOf(job);
  let files: readonly string[] = [];
  let polygons: PolygonFile | null = null;
  if (shard === null)
    for await (const report of mergeJob(job, options)) {
      ({ files, polygons } = report);
      yield { fraction: share + MERGE_SHARE * report.fraction, status: "writing the map", result: null };
    }
  const now = performance.now();
  const result: PredictedMap = {
    out: options.out,
    files,
    width: job.grid.width,
    height: job.grid.height,
    engine,
    shard,
    blocks: { items: mine.length, done: counts.blocks },
    polygons,
    ...classes,
    seconds: { ...watch.seconds(), merge: (now - mergeBegan) / 1000, total: (now - began) / 1000 },
    predicted: counts.pixels,
    notes: [
      ...notes,
      ...(polygons?.notes ?? []),
      ...shardNotes(job, mine.length, shard),
      ...(isMine ? [] : [OTHERS]),
    ],
  };
  yield { fraction: 1, status: "done", result };
}

/** Counts of the classes; none where another worker put the map together meanwhile, and removed the folder. */
async function countsOf(job: PredictionJob): Promise<ClassCounts & { readonly isMine: boolean }> {
  try {
    const counts = await classCountsOfJob(job);
    return { ...counts, isMine: existsSync(job.folder) };
  } catch (error) {
    if (existsSync(job.folder)) throw error;
    const classes = job.scheme.classes.map(({ name }) => ({ name, pixels: 0, share: 0 }));
    return { classes, withoutClass: 0, isMine: false };
  }
}

function shardNotes(job: PredictionJob, items: number, shard: PredictMapOptions["shard"] | null): string[] {
  if (shard == null || items > 0) return [];
  return [
    `shard ${shard.index}/${shard.count} holds none of the ${job.blocks.length} blocks: ${job.blocks.length} shards are enough`,
  ];
}
