import { stat } from "node:fs/promises";
import { useEngine } from "@undercoat/engines";
import { writeFolderAtomic } from "@undercoat/files";
import { modelFiles, type SegmentationModel } from "@undercoat/segmentation";
import { exportWeights, loadModel } from "@undercoat/segmentation/node";
import { PARTS } from "../run/build-model.ts";
import { refuseExisting } from "./refuse-existing.ts";

/** What {@link exportSafetensors} and {@link exportTfjs} are asked for. */
export interface ExportWeightsOptions {
  /** A model folder, such as `runs/first/models/seed-0/finetune-osmlike-full`. */
  readonly folder: string;
  /** The file or folder to write. */
  readonly out: string;
  /** Writes over what is there. */
  readonly force: boolean;
}

/** What was written. */
export interface ExportedWeights {
  readonly out: string;
  readonly byteLength: number;
  readonly tensors: number;
}

/**
 * Writes a model's weights for PyTorch, with the names and shapes of segmentation_models.pytorch.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` for an existing file; what `loadModel` throws for a folder that is no model.
 */
export function exportSafetensors(options: ExportWeightsOptions): Promise<ExportedWeights> {
  return withModel(options, async (model) => {
    await exportWeights(model, options.out);
    return (await stat(options.out)).size;
  });
}

/**
 * Writes the files that a page needs to run a model with TensorFlow.js: `model.json`, `weights.bin`, and
 * `undercoat.json` with bands, normalisation and classes.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` for an existing folder; what `loadModel` throws for a folder that is no model.
 */
export function exportTfjs(options: ExportWeightsOptions): Promise<ExportedWeights> {
  return withModel(options, async (model) => {
    const all = await modelFiles(model);
    const files = {
      "model.json": all["model.json"],
      "weights.bin": all["weights.bin"],
      "undercoat.json": all["undercoat.json"],
    };
    await writeFolderAtomic(options.out, files);
    return Object.values(files).reduce((sum, { length }) => sum + length, 0);
  });
}

async function withModel(
  { folder, out, force }: ExportWeightsOptions,
  write: (model: SegmentationModel) => Promise<number>,
): Promise<ExportedWeights> {
  refuseExisting(out, force);
  await useEngine("cpu");
  const model = await loadModel(folder, PARTS);
  try {
    return { out, byteLength: await write(model), tensors: model.parameters().length };
  } finally {
    model.dispose();
  }
}
