import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import path from "node:path";
import type { LayerName } from "@undercoat/prediction";
import { WorkflowError } from "../errors.ts";
import type { PredictMapOptions } from "./predict-options.ts";

/** Where an unfinished prediction lies. */
export function jobFolderOf(out: string): string {
  return `${out}.job`;
}

/** The file of each layer that is to be written: the class map, and beside it those that were asked for. */
export function layerFiles(out: string, names: readonly LayerName[]): Partial<Record<LayerName, string>> {
  const { dir, name, ext } = path.parse(out);
  return Object.fromEntries(
    names.map((layer) => [layer, layer === "classes" ? out : path.join(dir, `${name}.${layer}${ext}`)]),
  );
}

/**
 * Sees to it that nothing is lost: files that are there and an unfinished prediction are kept, unless `overwrite` or
 * `resume` says otherwise.
 *
 * @throws {WorkflowError} `CONFIG_VALUE`
 */
export async function claimOutputs(
  { out, resume = false, overwrite = false, shard }: PredictMapOptions,
  files: readonly string[],
): Promise<void> {
  const job = jobFolderOf(out);
  if (existsSync(job) && (resume || shard !== undefined)) return;
  if (existsSync(job) && !overwrite)
    throw refused(
      `"${job}" holds an unfinished prediction of "${out}"; go on with --resume, or begin anew with --overwrite`,
      job,
    );
  if (existsSync(job)) await rm(job, { recursive: true });
  const there = files.find((file) => existsSync(file));
  if (there !== undefined && !overwrite)
    throw refused(
      `"${there}" is there already, and nothing is written over; give another name, or --overwrite`,
      there,
    );
}

function refused(message: string, file: string): WorkflowError {
  return new WorkflowError("CONFIG_VALUE", { message, context: { file } });
}
