import { existsSync } from "node:fs";
import path from "node:path";
import { readJson, sha256, sha256File, writeJsonAtomic } from "@undercoat/files";
import { createManifest, isJobsError, type Manifest, readManifest } from "@undercoat/jobs";
import { AxisValue } from "@undercoat/studies/options";
import * as z from "zod";
import { type ResolvedConfig, RunConfig } from "../config/run-config.ts";
import { WorkflowError } from "../errors.ts";
import { readResult } from "../judge/read-result.ts";
import { inputFiles } from "../run/input-files.ts";
import type { LoadedStudy } from "./load-study.ts";
import { type StudyItems, studyItems } from "./study-items.ts";

/** `study.json`: what was planned, so that no other file is needed to do it. */
const PlannedStudy = z.strictObject({
  schemaVersion: z.literal(1),
  name: z.string(),
  engine: z.string(),
  axes: z.array(z.string()),
  /** Of every input, by its path below `data.root`. */
  inputs: z.record(z.string(), z.string()),
  points: z.array(z.strictObject({ values: z.record(z.string(), AxisValue), config: RunConfig })).min(1),
});
type PlannedStudy = z.output<typeof PlannedStudy>;

/** A folder of a study, checked against its manifest. */
export interface StudyFolder extends StudyItems {
  readonly path: string;
  readonly name: string;
  readonly engine: string;
  readonly axes: readonly string[];
  readonly inputs: Readonly<Record<string, string>>;
  readonly points: readonly {
    readonly values: Readonly<Record<string, AxisValue>>;
    readonly config: ResolvedConfig;
  }[];
}

const FILE = "study.json";

/** What `study.json` will hold, and the items that follow from it. */
export function plannedStudy(
  { study, axes, points }: LoadedStudy,
  { engine, inputs }: { readonly engine: string; readonly inputs: Readonly<Record<string, string>> },
): PlannedItems {
  const planned: PlannedStudy = {
    schemaVersion: 1,
    name: study.name,
    engine,
    axes: [...axes],
    inputs: { ...inputs },
    points: points.map(({ values, loaded }) => ({ values, config: loaded.config })),
  };
  return { ...folderOf("", planned), file: planned };
}

/** A study that is planned, but in no folder yet. */
export interface PlannedItems extends StudyFolder {
  readonly file: PlannedStudy;
}

/**
 * Writes what is planned and its manifest into a folder, or joins the same study that is there.
 *
 * @throws {WorkflowError} `RUN_FOLDER` where another study is there.
 */
export async function makeStudyFolder(folder: string, { file }: PlannedItems): Promise<StudyFolder> {
  const made = folderOf(folder, file);
  if (!existsSync(path.join(folder, "manifest.jsonl"))) await writeJsonAtomic(path.join(folder, FILE), file);
  await joinManifest(
    made,
    "it holds another study, whose configs, inputs or axes differ; give another --out",
  );
  return openStudyFolder(folder);
}

/**
 * Opens the folder of a planned study: items are derived anew from `study.json` and must be those of the manifest, so a
 * change of either by hand is found.
 *
 * @throws {JobsError} `MANIFEST_MISSING`, `MANIFEST_BROKEN`
 * @throws {WorkflowError} `RUN_FOLDER` for a `study.json` that is damaged or belongs to another manifest.
 */
export async function openStudyFolder(folder: string): Promise<StudyFolder> {
  await readManifest(folder);
  const opened = folderOf(folder, await readResult(path.join(folder, FILE), PlannedStudy));
  await joinManifest(
    opened,
    `its ${FILE} and its manifest.jsonl do not belong together; neither is edited by hand: plan the study again in another folder`,
  );
  return opened;
}

/** Writes the manifest or finds the same. @throws {WorkflowError} `RUN_FOLDER` with what is wrong. */
async function joinManifest(study: StudyFolder, otherwise: string): Promise<void> {
  try {
    await createManifest(study.path, manifestOf(study));
  } catch (cause) {
    if (!isJobsError(cause, "MANIFEST_DIFFERS")) throw cause;
    throw new WorkflowError("RUN_FOLDER", {
      message: `study folder "${study.path}": ${otherwise}`,
      context: { folder: study.path },
      cause,
    });
  }
}

function folderOf(folder: string, { name, engine, axes, inputs, points }: PlannedStudy): StudyFolder {
  const loaded = points.map(({ values, config }) => ({ values, loaded: { config, origins: {} } }));
  const items = studyItems(loaded, { sums: new Map(Object.entries(inputs)), engine });
  return { ...items, path: folder, name, engine, axes, inputs, points };
}

function manifestOf({ name, engine, axes, points, rows, items }: StudyFolder): Manifest {
  const table = rows.map(({ point, seed, arm, item }) => [points[point]!.values, seed, arm.name, item]);
  return { about: { name, engine, axes, table: sha256(JSON.stringify(table)) }, items };
}

/** SHA-256 of every file that the configs read, by its path below `data.root`. */
export async function inputSums(configs: readonly ResolvedConfig[]): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  const whole = new Map<string, string>();
  for (const config of configs)
    for (const { file } of inputFiles(config)) {
      const place = path.join(config.data.root, file);
      const sum = whole.get(place) ?? (await sha256File(place));
      whole.set(place, sum);
      sums[file] ??= sum;
      if (sums[file] !== sum)
        throw new WorkflowError("DATA", {
          message: `"${file}" is another file below "${config.data.root}" than below another data.root of the study, expected one file under one name; give all points one data.root`,
          context: { file },
        });
    }
  return sums;
}

/**
 * Refuses inputs that are others than when the study was planned: its numbers would be of two data sets.
 *
 * @throws {WorkflowError} `RUN_FOLDER`
 */
export async function refuseChangedInputs({ path: folder, inputs, points }: StudyFolder): Promise<void> {
  const now = await inputSums(points.map(({ config }) => config));
  const changed = Object.keys(now).find((file) => now[file] !== inputs[file]);
  if (changed === undefined) return;
  throw new WorkflowError("RUN_FOLDER", {
    message: `"${changed}" is another file than when the study in "${folder}" was planned (its SHA-256 differs); put the former one back, or plan into another folder`,
    context: { file: changed, expected: inputs[changed], found: now[changed] },
  });
}

/** Seconds that each item is thought to take; empty where nobody estimated. */
export async function readEstimate({ path: folder }: StudyFolder): Promise<ReadonlyMap<string, number>> {
  const file = path.join(folder, ESTIMATE);
  if (!existsSync(file)) return new Map();
  return new Map(Object.entries(z.record(z.string(), z.number()).parse(await readJson(file))));
}

/** Keeps what was estimated beside the plan; it is no part of it, because it differs from machine to machine. */
export async function writeEstimate(
  { path: folder }: StudyFolder,
  seconds: ReadonlyMap<string, number>,
): Promise<void> {
  await writeJsonAtomic(path.join(folder, ESTIMATE), Object.fromEntries(seconds));
}

const ESTIMATE = "estimate.json";
