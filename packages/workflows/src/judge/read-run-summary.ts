import { existsSync } from "node:fs";
import path from "node:path";
import { readJson } from "@undercoat/files";
import type { ResolvedConfig } from "../config/run-config.ts";
import { readResult } from "./read-result.ts";
import { LayersFile, MetricsFile } from "./result-files.ts";
import { readStageSeconds, type StageSeconds } from "./stage-seconds.ts";
import { warningsOf } from "./warnings.ts";

/** What a finished run found, read back from its folder. */
export interface RunSummary {
  readonly metrics: MetricsFile;
  readonly layers: LayersFile | null;
  /** Seconds of all workers together, by stage. */
  readonly stageSeconds: Readonly<Record<string, StageSeconds>>;
  /** What to know before believing the numbers. */
  readonly warnings: readonly string[];
  /** Path of the HTML report. */
  readonly report: string;
}

/**
 * Reads `metrics.json` and `layers.json` of a finished run and checks them against their schemas.
 *
 * @throws {FilesError} `FILE_MISSING` where the run is not finished.
 */
export async function readRunSummary(folder: string): Promise<RunSummary> {
  const at = (name: string) => path.join(folder, name);
  const { config } = (await readJson(at("config.json"))) as { config: ResolvedConfig };
  return {
    metrics: await readResult(at("metrics.json"), MetricsFile),
    layers: existsSync(at("layers.json")) ? await readResult(at("layers.json"), LayersFile) : null,
    stageSeconds: await readStageSeconds(at("events.jsonl")),
    warnings: warningsOf(config),
    report: path.resolve(at("report.html")),
  };
}
