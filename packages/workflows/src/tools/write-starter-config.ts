import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { diskError, writeFileAtomic } from "@undercoat/files";
import { WorkflowError } from "../errors.ts";
import { starterConfig } from "./starter-config.ts";

/** What {@link writeStarterConfig} put into the config. */
export interface StarterResult {
  /** Scenes found in `<data>/images`. */
  readonly scenes: readonly string[];
}

/**
 * Writes a commented config. With a data folder, its scenes are shared out: the last tests, the one before it
 * fine-tunes, the others pretrain.
 *
 * @throws {WorkflowError} `CONFIG_FILE` if the file is there already or the folder holds fewer than 3 scenes.
 */
export async function writeStarterConfig(file: string, data?: string): Promise<StarterResult> {
  if (existsSync(file))
    throw new WorkflowError("CONFIG_FILE", {
      message: `"${file}" is there already; give another name, or move it away`,
      context: { file },
    });
  const scenes = data === undefined ? [] : await scenesIn(data);
  const root =
    data === undefined ? "data" : path.relative(path.dirname(path.resolve(file)), path.resolve(data)) || ".";
  await writeFileAtomic(
    file,
    starterConfig(root, scenes.length === 0 ? ["place_a", "place_b", "place_c"] : scenes),
  );
  return { scenes };
}

async function scenesIn(data: string): Promise<string[]> {
  const folder = path.join(data, "images");
  const names = await readdir(folder).catch((error: unknown) => {
    throw diskError(error, folder, "read");
  });
  const scenes = names
    .filter((name) => name.endsWith(".tif"))
    .map((name) => name.slice(0, -4))
    .toSorted();
  if (scenes.length >= 3) return scenes;
  throw new WorkflowError("CONFIG_FILE", {
    message: `"${folder}" holds ${scenes.length} .tif files, expected at least 3: one each to pretrain, fine-tune and test; leave --data out and give windows by hand`,
    context: { folder, scenes: scenes.length },
  });
}
