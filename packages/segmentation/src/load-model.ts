import { join } from "node:path";
import { readFileChecked } from "@undercoat/files";
import type { SegmentationModel } from "./model.ts";
import { modelFromFiles, type PartFactories } from "./model-from-files.ts";

/**
 * Reads a model folder that `saveModel` wrote, and checks every tensor.
 *
 * @throws {FilesError} `FILE_MISSING` and others if a file cannot be read.
 * @throws {SegmentationError} As `modelFromFiles`.
 */
export async function loadModel(folder: string, factories: PartFactories): Promise<SegmentationModel> {
  const [modelJson, weights, description] = await Promise.all(
    ["model.json", "weights.bin", "undercoat.json"].map((name) => readFileChecked(join(folder, name))),
  );
  return modelFromFiles(
    { "model.json": modelJson!, "weights.bin": weights!, "undercoat.json": description! },
    factories,
  );
}
