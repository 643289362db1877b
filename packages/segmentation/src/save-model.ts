import { writeFolderAtomic } from "@undercoat/files";
import type { SegmentationModel } from "./model.ts";
import { modelFiles } from "./model-files.ts";

/**
 * Writes a model folder: all files or none.
 *
 * @throws {FilesError} If the disk refuses; the message names the path.
 */
export async function saveModel(folder: string, model: SegmentationModel): Promise<void> {
  await writeFolderAtomic(folder, await modelFiles(model));
}
