import { writeFileAtomic } from "@undercoat/files";
import { safetensorsOf } from "./internal/safetensors-of.ts";
import type { SegmentationModel } from "./model.ts";

/**
 * Writes the weights of a model for PyTorch: `load_state_dict(safetensors.torch.load_file(file))` of the same network
 * in segmentation_models.pytorch takes them as they are. The same weights give the same bytes.
 *
 * @throws {FilesError} If the disk refuses; the message names the path.
 */
export async function exportWeights(model: SegmentationModel, file: string): Promise<void> {
  await writeFileAtomic(file, safetensorsOf(model));
}
