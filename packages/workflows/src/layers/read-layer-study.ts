import path from "node:path";
import { readResult } from "../judge/read-result.ts";
import { LayerStudyFile } from "./study-files.ts";

/**
 * Reads `layers.json` of a finished layer study.
 *
 * @throws {FilesError} `FILE_MISSING` where the study is not finished.
 * @throws {WorkflowError} `RUN_FOLDER` where the file is damaged, or of a run that is no study.
 */
export function readLayerStudy(folder: string): Promise<LayerStudyFile> {
  return readResult(path.join(folder, "layers.json"), LayerStudyFile);
}
