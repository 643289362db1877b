import { writeFileAtomic, writeJsonAtomic } from "@undercoat/files";
import { renderReport } from "@undercoat/report";
import type { LoadedConfig } from "../config/load-config.ts";
import type { RunData } from "../run/load-run-data.ts";
import type { RunFolder } from "../run/run-folder.ts";
import { compareRunLayers } from "./compare-layers.ts";
import { judgeRun } from "./judge-run.ts";
import { reportData } from "./report-data.ts";
import { reportLabels } from "./report-labels.ts";

/** Writes `metrics.json`, `layers.json` (where layers were asked for) and, last, `report.html`. */
export async function writeJudgement(
  folder: RunFolder,
  loaded: LoadedConfig,
  engine: string,
  data: RunData,
): Promise<void> {
  const metrics = await judgeRun(folder.path, loaded.config, engine, reportLabels(loaded.config, data));
  await writeJsonAtomic(folder.at("metrics.json"), metrics);
  // the layers.json of a study holds more, and is written by its own command
  const isStudy = loaded.config.layers.study !== undefined;
  const layers = isStudy ? null : await compareRunLayers(folder.path, loaded.config);
  if (layers !== null) await writeJsonAtomic(folder.at("layers.json"), layers);
  await writeFileAtomic(
    folder.at("report.html"),
    renderReport(await reportData(folder, loaded, metrics, layers, data)),
  );
}
