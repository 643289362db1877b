import { existsSync } from "node:fs";
import { open, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { diskError, isFilesError, makeFolder, readJson, writeJsonAtomic } from "@undercoat/files";
import type { LoadedConfig } from "../config/load-config.ts";
import { WorkflowError } from "../errors.ts";
import type { Item } from "./plan.ts";

/** Places inside a run folder. Everything in it appears whole or not at all, except the growing `events.jsonl`. */
export interface RunFolder {
  readonly path: string;
  /** A file or folder below the run folder. */
  at(...parts: string[]): string;
  /** Whether the item's result and model are there, so that a resumed run skips it. */
  isDone(item: Item): boolean;
  /** Lets another process use the folder. */
  release(): Promise<void>;
}

/** How {@link openRunFolder} treats a folder that holds a run. */
export interface OpenRunFolderOptions {
  /** Go on with the run that is there; its config must be the same. */
  readonly resume: boolean;
}

/**
 * Makes or reopens a run folder and locks it.
 *
 * @throws {WorkflowError} `RUN_FOLDER` if it holds a run and `resume` is false, or holds a run of another config;
 *   `RUN_LOCKED` if a living process works in it.
 * @throws {FilesError} where the folder cannot be made or written.
 */
export async function openRunFolder(
  folder: string,
  loaded: LoadedConfig,
  { resume }: OpenRunFolderOptions,
): Promise<RunFolder> {
  if (folder === "")
    throw new WorkflowError("RUN_FOLDER", {
      message: 'the name of the run folder is empty, expected a path; give for example --out "runs/first"',
    });
  const root = path.resolve(folder);
  const at = (...parts: string[]) => path.join(root, ...parts);
  await makeFolder(root);
  await checkEarlierRun(at("config.json"), folder, loaded, resume);
  await lock(at("lock"), folder);
  await writeJsonAtomic(at("config.json"), { config: loaded.config, origins: loaded.origins });
  return {
    path: root,
    at,
    isDone: ({ id, stage }) =>
      existsSync(at("results", `${id}.json`)) && (stage === "evaluate" || existsSync(at("models", id))),
    release: () => rm(at("lock"), { force: true }),
  };
}

async function checkEarlierRun(
  file: string,
  folder: string,
  loaded: LoadedConfig,
  resume: boolean,
): Promise<void> {
  if (!existsSync(file)) return;
  if (!resume)
    throw new WorkflowError("RUN_FOLDER", {
      message: `"${folder}" holds a run already; go on with it by --resume, or give another --out`,
      context: { folder },
    });
  const earlier = await readJson(file).catch((cause: unknown) => {
    throw isFilesError(cause, "NOT_JSON") ? unreadableConfig(folder, cause) : cause;
  });
  if ((earlier as { config?: unknown } | null)?.config === undefined) throw unreadableConfig(folder, null);
  const difference = describeDifference(earlier, loaded);
  if (difference === null) return;
  throw new WorkflowError("RUN_FOLDER", {
    message: `"${folder}" holds a run of another config (${difference}); give that config again, or another --out`,
    context: { folder, difference },
  });
}

function unreadableConfig(folder: string, cause: unknown): WorkflowError {
  return new WorkflowError("RUN_FOLDER", {
    message: `the "config.json" in "${folder}" is damaged, so nobody can tell which config this run had; give another --out`,
    context: { folder },
    cause,
  });
}

/** The first key in which the `config.json` of a run folder differs from a config, in words; `null` if none does. */
export function describeDifference(configFile: unknown, loaded: LoadedConfig): string | null {
  const earlier = (configFile as { config?: unknown } | null)?.config;
  return firstDifference(earlier, JSON.parse(JSON.stringify(loaded.config)) as unknown, "");
}

/** Keys that may change between a run and its continuation: they change no number. */
const FREE_KEYS = new Set(["workers", "checkpointEvery", "keepCheckpoints", "mlflow"]);

function firstDifference(before: unknown, now: unknown, key: string): string | null {
  if (FREE_KEYS.has(key)) return null;
  const bothObjects = [before, now].every((value) => typeof value === "object" && value !== null);
  if (!bothObjects) return before === now ? null : `"${key}" was ${inWords(before)}, is ${inWords(now)}`;
  const names = new Set([...Object.keys(before as object), ...Object.keys(now as object)]);
  for (const name of names) {
    const child = key === "" ? name : `${key}.${name}`;
    const found = firstDifference(
      (before as Record<string, unknown>)[name],
      (now as Record<string, unknown>)[name],
      child,
    );
    if (found !== null) return found;
  }
  return null;
}

function inWords(value: unknown): string {
  return value === undefined ? "not there" : JSON.stringify(value);
}

/** The lock names its process; one that is dead (a kill, a power cut) does not count. */
async function lock(file: string, folder: string): Promise<void> {
  try {
    const handle = await open(file, "wx");
    await handle.writeFile(String(process.pid));
    await handle.close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw diskError(error, file, "write");
    const owner = Number(await readFile(file, "utf8").catch(() => ""));
    if (owner > 0 && owner !== process.pid && isAlive(owner))
      throw new WorkflowError("RUN_LOCKED", {
        message: `"${folder}" is in use by process ${owner}; wait for it, or give another --out`,
        context: { folder, process: owner },
      });
    await rm(file, { force: true });
    await lock(file, folder);
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
