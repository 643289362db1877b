import { readFileChecked } from "@undercoat/files";
import { readSafetensors } from "@undercoat/safetensors";
import type { ImportOptions } from "./import-options.ts";
import { type ImportReport, importStateDict } from "./import-state-dict.ts";
import type { SegmentationModel } from "./model.ts";

/**
 * Fills a model, or parts of it, with the weights of a safetensors file. The file is read once; a `.pth` file becomes
 * one by `convert_pth.py` of this package.
 *
 * @throws {FilesError} `FILE_MISSING` and others if the file cannot be read.
 * @throws {SafetensorsError} If it is no safetensors file, or a damaged one.
 * @throws {SegmentationError} As `importStateDict`.
 *
 * @example
 * ```ts
 * await importWeights(model, "resnet50-11ad3fa6.safetensors", { parts: ["encoder"] });
 * ```
 */
export async function importWeights(
  model: SegmentationModel,
  file: string,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const { tensors } = readSafetensors(await readFileChecked(file));
  return importStateDict(model, tensors, options);
}
