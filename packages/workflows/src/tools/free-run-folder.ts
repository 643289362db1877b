import { existsSync } from "node:fs";
import path from "node:path";
import { readJson } from "@undercoat/files";
import type { LoadedConfig } from "../config/load-config.ts";
import { describeDifference } from "../run/run-folder.ts";

/** A folder for a run, and whether it holds an unfinished run of the same config. */
export interface FreeRunFolder {
  readonly out: string;
  readonly continues: boolean;
}

/** `wanted`, or `wanted-2`, `wanted-3` …: the first that is new or holds an unfinished run of this config. */
export async function freeRunFolder(wanted: string, loaded: LoadedConfig): Promise<FreeRunFolder> {
  for (let number = 1; ; number++) {
    const out = number === 1 ? wanted : `${wanted}-${number}`;
    const file = path.join(out, "config.json");
    if (!existsSync(file)) return { out, continues: false };
    const isFinished = existsSync(path.join(out, "report.html"));
    if (!isFinished && describeDifference(await readJson(file), loaded) === null)
      return { out, continues: true };
  }
}
