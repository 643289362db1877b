import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Claim, openClaims } from "@undercoat/jobs";
import { type LayerName, mergePrediction, openPrediction, type PredictionJob } from "@undercoat/prediction";
import * as z from "zod";
import { WorkflowError } from "../errors.ts";
import { jobFolderOf, layerFiles } from "./output-files.ts";
import type { PolygonFile, PolygonFileOptions } from "./polygon-options.ts";
import { assertPolygons, writePolygons } from "./write-polygons.ts";

/** How a map is put together. */
export interface MergeMapOptions {
  /** The map that a sharded prediction was given as `out`. */
  readonly out: string;
  /** Polygons of the map. */
  readonly polygons?: PolygonFileOptions | undefined;
  /** Replaces files that are there. */
  readonly overwrite?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How far it is, and what will be there at the end. */
export interface MergeMapReport {
  readonly fraction: number;
  readonly files: readonly string[];
  /** At the end, where there are some. */
  readonly polygons: PolygonFile | null;
}

const Written = z.object({ written: z.array(z.enum(["classes", "probabilities", "confidence", "entropy"])) });

/**
 * Puts together the map whose shards are done, and removes what they left.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` where there is nothing to merge, or for files that are there.
 * @throws {PredictionError} `JOB_INCOMPLETE` while blocks are missing.
 */
export async function* mergeMap({
  out,
  polygons,
  overwrite = false,
  signal,
}: MergeMapOptions): AsyncGenerator<MergeMapReport> {
  const folder = jobFolderOf(out);
  if (!existsSync(folder))
    throw new WorkflowError("CONFIG_VALUE", {
      message: `"${folder}" is not there, but the folder of a prediction with --shard was expected; give the --out of its shards`,
      context: { folder },
    });
  const job = await openPrediction(folder);
  if (polygons !== undefined) assertPolygons(polygons, job.grid, job.scheme);
  const there = filesOf(job, out, polygons).find((file) => existsSync(file));
  if (there !== undefined && !overwrite)
    throw new WorkflowError("CONFIG_VALUE", {
      message: `"${there}" is there already, and nothing is written over; move it, or give --overwrite`,
      context: { file: there },
    });
  yield* mergeJob(job, { out, polygons, signal });
}

function filesOf(job: PredictionJob, out: string, polygons: PolygonFileOptions | undefined): string[] {
  return [...Object.values(layerFiles(out, namesOf(job))), ...(polygons === undefined ? [] : [polygons.out])];
}

function namesOf({ about }: PredictionJob): readonly LayerName[] {
  return Written.parse(about).written;
}

/** Writes the layers and polygons of a job that is done, and removes its folder. */
export async function* mergeJob(
  job: PredictionJob,
  { out, polygons, signal }: Pick<MergeMapOptions, "out" | "polygons" | "signal">,
): AsyncGenerator<MergeMapReport> {
  const files = filesOf(job, out, polygons);
  const claim = await mergeClaim(job.folder, signal);
  if (claim === null) return yield { fraction: 1, files, polygons: null };
  try {
    yield* writeFiles(job, files, { out, polygons, signal });
  } finally {
    await claim.release();
  }
}

const POLL_SECONDS = 0.5;

/** The right to put the map together: of several workers that end at the same time, one does; null: another one did. */
async function mergeClaim(folder: string, signal: AbortSignal | undefined): Promise<Claim | null> {
  const claims = openClaims(path.join(folder, "claims"));
  while (existsSync(folder)) {
    const claim = await claims.tryClaim("merge");
    if (claim !== null) return claim;
    await sleep(1000 * POLL_SECONDS, undefined, signal === undefined ? {} : { signal });
  }
  return null;
}

async function* writeFiles(
  job: PredictionJob,
  files: readonly string[],
  { out, polygons, signal }: Pick<MergeMapOptions, "out" | "polygons" | "signal">,
): AsyncGenerator<MergeMapReport> {
  for await (const { fraction } of mergePrediction(job, { outputs: layerFiles(out, namesOf(job)), signal }))
    yield { fraction, files, polygons: null };
  const written = polygons === undefined ? null : await writePolygons(job, polygons);
  await rm(job.folder, { recursive: true, force: true });
  yield { fraction: 1, files, polygons: written };
}
