import { readFileChecked } from "@undercoat/files";
import { readSafetensors } from "@undercoat/safetensors";
import { SegmentationError } from "./errors.ts";
import type { ImportOptions } from "./import-options.ts";
import { type ImportReport, importStateDict } from "./import-state-dict.ts";
import type { SegmentationModel } from "./model.ts";

/**
 * Fills a model, or parts of it, with the weights of a safetensors file. The file is read once; a `.pth` file becomes
 * one by `convert_pth.py` of this package.
 *
 * @throws {FilesError} `FILE_MISSING` and others if the file cannot be read.
 * @throws {SafetensorsError} If it is no safetensors file, or a damaged one.
 * @throws {SegmentationError} `MODEL_FILE_UNREADABLE` for a `.pth` file, else as `importStateDict`.
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
  const bytes = await readFileChecked(file);
  refuseCheckpoint(file, bytes);
  return importStateDict(model, readSafetensors(bytes).tensors, options);
}

/** PyTorch's own files are zip archives, the old ones pickles; both would be refused as a header of a strange length. */
function refuseCheckpoint(file: string, [first, second]: Uint8Array): void {
  const isZip = first === 0x50 && second === 0x4b;
  if (!isZip && first !== 0x80) return;
  if (!isZip && second !== undefined && second > 5) return; // versions of pickle
  throw new SegmentationError("MODEL_FILE_UNREADABLE", {
    message: `"${file}" is a PyTorch checkpoint, expected safetensors; make it one: python convert_pth.py "${file}" "${file.replace(/\.\w+$/, "")}.safetensors" (it lies in the folder src of this package)`,
    context: { file },
  });
}
