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
  const inputs: InputFile[] = [];
  for (const { file, provenance } of inputFiles(config))
    inputs.push({ file, sha256: await sha256File(path.join(config.data.root, file)), ...provenance });
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
