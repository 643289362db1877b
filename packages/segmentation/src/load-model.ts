import { existsSync } from "node:fs";
import { join } from "node:path";
import { readFileChecked } from "@undercoat/files";
import type { SegmentationModel } from "./model.ts";
import { modelFromFiles, type PartFactories } from "./model-from-files.ts";

/**
 * Reads a model folder that `saveModel` wrote, and checks every tensor, and `weights.safetensors` where it is there.
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
  const files = { "model.json": modelJson, "weights.bin": weights, "undercoat.json": description };
  const safetensors = "weights.safetensors";
  if (!existsSync(join(folder, safetensors))) return modelFromFiles(files, factories); // an older folder
  return modelFromFiles({ ...files, [safetensors]: await read(safetensors) }, factories);
}
