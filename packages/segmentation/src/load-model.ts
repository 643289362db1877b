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
  const read = (name: string) => readFileChecked(join(folder, name));
  // one after the other: of several missing files, the same one is always named
  const modelJson = await read("model.json");
  const weights = await read("weights.bin");
  const description = await read("undercoat.json");
  return modelFromFiles(
    { "model.json": modelJson, "weights.bin": weights, "undercoat.json": description },
    factories,
  );
}
