import { existsSync } from "node:fs";
import { useEngine } from "@undercoat/engines";
import { sha256File } from "@undercoat/files";
import { itemsOfShard, openLedger } from "@undercoat/jobs";
import {
  type LayerName,
  layersOf,
  type PredictionJob,
  planPrediction,
  runPrediction,
  type Stopwatch,
  stopwatch,
} from "@undercoat/prediction";
import { Augmentation, LayerOptions, TilingOptions } from "@undercoat/prediction/options";
import { WorkflowError } from "../errors.ts";
import { refuseOverwriting } from "../files/refuse-overwriting.ts";
import { classCountsOfJob } from "./class-counts-of-job.ts";
import { modelIdentity, rasterIdentity } from "./identity.ts";
import { type LoadedPredictor, loadPredictor } from "./load-predictor.ts";
import { mergeJob } from "./merge-map.ts";
import { type OpenImage, openImage } from "./open-image.ts";
import { claimOutputs, jobFolderOf, layerFiles } from "./output-files.ts";
import type { PolygonFile } from "./polygon-options.ts";
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

interface Doing {
  readonly job: PredictionJob;
  readonly loaded: LoadedPredictor;
  readonly opened: OpenImage;
  readonly region: RegionOfInterest | null;
  readonly watch: Stopwatch;
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
  const isMine = existsSync(job.folder); // else another worker put the map together, and removed it
  const classes = await classCountsOfJob(job);
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

function shardNotes(job: PredictionJob, items: number, shard: PredictMapOptions["shard"] | null): string[] {
  if (shard == null || items > 0) return [];
  return [
    `shard ${shard.index}/${shard.count} holds none of the ${job.blocks.length} blocks: ${job.blocks.length} shards are enough`,
  ];
}

async function* predictBlocks(
  options: PredictMapOptions,
  { job, loaded, opened, region, watch, share }: Doing & { readonly share: number },
): AsyncGenerator<PredictReport, { readonly blocks: number; readonly pixels: number }> {
  const { shard, signal } = options;
  const mine = itemsOfShard(job.blocks, shard ?? { index: 1, count: 1 });
  const pixelsOf = new Map(mine.map(({ item, window }) => [item.id, window.width * window.height]));
  const total = mine.reduce((sum, { window }) => sum + window.width * window.height, 0);
  const ledger = openLedger(job.folder);
  const before = await ledger.done();
  await ledger.forgetFailures(); // they are tried anew
  let behind = mine.reduce(
    (sum, { item }) => sum + (before.has(item.id) ? (pixelsOf.get(item.id) ?? 0) : 0),
    0,
  );
  const counts = { blocks: 0, pixels: 0 };
  const run = runPrediction(job, {
    predictor: loaded.predictor,
    image: opened.image,
    wanted: region === null ? undefined : (window) => region.wanted(window),
    stopwatch: watch,
    shard,
    ...(signal === undefined ? {} : { signal }),
  });
  const report = (status: string): PredictReport => ({
    fraction: total === 0 ? share : (share * Math.min(behind, total)) / total,
    status,
    result: null,
  });
  try {
    for await (const event of run) {
      if (event.kind === "progress") behind += event.report.pixels;
      if (event.kind === "progress") counts.pixels += event.report.pixels;
      if (event.kind === "done") counts.blocks += 1;
      if (event.kind === "failed" && event.isFinal) throw event.error;
      yield report(
        event.kind === "waiting"
          ? `waiting for ${event.items} blocks of others`
          : `block ${counts.blocks + before.size + 1}/${job.blocks.length}`,
      );
    }
  } catch (cause) {
    if (signal?.aborted !== true) throw cause;
    const done = (await ledger.done()).size;
    throw new WorkflowError("INTERRUPTED", {
      message: `interrupted; ${done} of ${job.blocks.length} blocks are done, --resume goes on`,
      context: { folder: job.folder, done },
      cause,
    });
  }
  return counts;
}
