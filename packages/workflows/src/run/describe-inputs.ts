import { cpus, platform, release, totalmem } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { readJson, sha256File } from "@undercoat/files";
import * as z from "zod";
import type { ResolvedConfig } from "../config/run-config.ts";
import { inputFiles } from "./input-files.ts";

/** One line of `inputs.json`: a file, its hash, and what is known of its source. */
export interface InputFile {
  /** Path below `data.root`. */
  readonly file: string;
  readonly sha256: string;
  readonly licence: string | null;
  readonly attribution: string | null;
  readonly openPoints: readonly string[];
}

/** What a continued run compares of an earlier `inputs.json`. */
export const InputHashes = z.array(z.object({ file: z.string(), sha256: z.string() }));

/** Hashes every file that a run reads. */
export async function describeInputs(config: ResolvedConfig): Promise<InputFile[]> {
  const { root, provenance } = config.data;
  const inputs: InputFile[] = [];
  const add = async (pattern: string, ids: readonly string[], source: (typeof provenance)["images"]) => {
    for (const id of ids)
      inputs.push({
        file: pattern.replaceAll("{scene}", id),
        sha256: await sha256File(sceneFile(config, pattern, id)),
        ...source,
      });
  };
  const all = sceneIds(config, ["pretrain", "finetune", "validation", "test"]);
  for (const pattern of [images].flat()) await add(pattern, all, provenance.images);
  for (const [name, pattern] of Object.entries(labels))
    if (used.has(name))
      await add(pattern, name === "clean" ? all : sceneIds(config, ["pretrain"]), provenance.labels);
  for (const { file, role } of inputFiles(config)) {
    const source = provenance[role === "image" ? "images" : "labels"];
    inputs.push({ file, sha256: await sha256File(path.join(root, file)), ...source });
  }
  return inputs;
}

/** `environment.json`: what computed the run. */
export async function describeEnvironment(engine: string): Promise<Record<string, string | number>> {
  const manifest = (await readJson(fileURLToPath(new URL("../../package.json", import.meta.url)))) as {
    version: string;
  };
  return {
    undercoat: manifest.version,
    node: process.version,
    engine,
    system: `${platform()} ${release()}`,
    processor: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
  };
}
