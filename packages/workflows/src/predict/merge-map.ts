import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { type LayerName, mergePrediction, openPrediction, type PredictionJob } from "@undercoat/prediction";
import * as z from "zod";
import { WorkflowError } from "../errors.ts";
import { jobFolderOf, layerFiles } from "./output-files.ts";

/** How a map is put together. */
export interface MergeMapOptions {
  /** The map that a sharded prediction was given as `out`. */
  readonly out: string;
  /** Replaces files that are there. */
  readonly overwrite?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How far it is, and what will be there at the end. */
export interface MergeMapReport {
  readonly fraction: number;
  readonly files: readonly string[];
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
  const there = filesOf(job, out).find((file) => existsSync(file));
  if (there !== undefined && !overwrite)
    throw new WorkflowError("CONFIG_VALUE", {
      message: `"${there}" is there already, and nothing is written over; move it, or give --overwrite`,
      context: { file: there },
    });
  yield* mergeJob(job, { out, signal });
}

function filesOf(job: PredictionJob, out: string): string[] {
  return Object.values(layerFiles(out, namesOf(job)));
}

function namesOf({ about }: PredictionJob): readonly LayerName[] {
  return Written.parse(about).written;
}

/** Writes the layers of a job that is done, and removes its folder. */
export async function* mergeJob(
  job: PredictionJob,
  { out, signal }: Pick<MergeMapOptions, "out" | "signal">,
): AsyncGenerator<MergeMapReport> {
  const files = filesOf(job, out);
  for await (const { fraction } of mergePrediction(job, { outputs: layerFiles(out, namesOf(job)), signal }))
    yield { fraction, files };
  await rm(job.folder, { recursive: true, force: true });
  yield { fraction: 1, files };
}
