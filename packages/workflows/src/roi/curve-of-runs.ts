import path from "node:path";
import { sha256File } from "@undercoat/files";
import type { CurvePoint } from "@undercoat/roi";
import * as z from "zod";
import { WorkflowError } from "../errors.ts";
import { readResult } from "../judge/read-result.ts";
import { type MetricsFile, MetricsFile as MetricsSchema, type ScoreName } from "../judge/result-files.ts";
import type { CurveInput } from "./curve-input.ts";

/** What counts of a `config.json`. */
const RunRecord = z.object({
  config: z.looseObject({ finetune: z.looseObject({ patches: z.int().min(1) }) }),
});
type RunRecord = z.output<typeof RunRecord>;

/** Keys that may differ between runs of one learning curve. */
const FREE = new Set(["name", "seeds", "engine", "workers", "layers", "checkpointEvery", "modes"]);

/**
 * The learning curve that several finished runs make, one for each value of `finetune.patches`.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` where the runs differ in more than that, `DATA` where a score is undefined; `RUN_FOLDER`.
 * @throws {FilesError} `FILE_MISSING` where a run is not finished.
 */
export async function curveOfRuns(folders: readonly string[], score: ScoreName): Promise<CurveInput> {
  const runs = await Promise.all(
    folders.map(async (folder) => ({
      folder,
      record: await readResult(path.join(folder, "config.json"), RunRecord),
      metrics: await readResult(path.join(folder, "metrics.json"), MetricsSchema),
    })),
  );
  for (const run of runs.slice(1)) assertSameButPatches(runs[0]!, run);
  const inputs = await Promise.all(
    folders.map(async (folder) => {
      const name = path.join(folder, "metrics.json");
      return { name, sha256: await sha256File(name) };
    }),
  );
  const points = runs.flatMap(({ folder, record, metrics }) =>
    pointsOf(metrics, record.config.finetune.patches, score, folder),
  );
  return { points, inputs };
}

function pointsOf(metrics: MetricsFile, labels: number, score: ScoreName, folder: string): CurvePoint[] {
  const positive = metrics.classes.findIndex(({ name }) => name === metrics.positiveClass);
  return metrics.arms.flatMap(({ name, results }) =>
    results.map((result) => {
      const value = score === "iou" ? (result.iou[positive] ?? null) : result[score];
      if (value !== null) return { arm: name, labels, seed: result.seed, score: value };
      throw new WorkflowError("DATA", {
        message: `"${folder}": arm "${name}" with seed ${result.seed} has no ${score}, expected a score; class "${metrics.positiveClass}" is absent from its test windows`,
        context: { folder, arm: name, seed: result.seed },
      });
    }),
  );
}

/** Scores of runs on other data or with another budget make no learning curve. */
function assertSameButPatches(
  first: { folder: string; record: RunRecord },
  other: { folder: string; record: RunRecord },
): void {
  const [a, b] = [first.record.config, other.record.config].map(comparable);
  const key = Object.keys({ ...a, ...b }).find(
    (name) => JSON.stringify(a?.[name]) !== JSON.stringify(b?.[name]),
  );
  if (key === undefined) return;
  throw new WorkflowError("CONFIG_VALUE", {
    message: `"${other.folder}" differs from "${first.folder}" in "${key}", but runs of one learning curve differ in finetune.patches only; run them with one config and --set finetune.patches=…`,
    context: { key, folders: [first.folder, other.folder] },
  });
}

function comparable(config: RunRecord["config"]): Record<string, unknown> {
  const { patches: _, ...finetune } = config.finetune;
  const kept = Object.entries(config).filter(([key]) => !FREE.has(key));
  return { ...Object.fromEntries(kept), finetune };
}
