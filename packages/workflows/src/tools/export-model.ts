import { existsSync } from "node:fs";
import path from "node:path";
import { softmax, type Tensor } from "@tensorflow/tfjs-core";
import { useEngine } from "@undercoat/engines";
import { writeFileAtomic } from "@undercoat/files";
import { type ExportLayout, exportOnnx, type OnnxFile } from "@undercoat/graph";
import type { SegmentationModel } from "@undercoat/segmentation";
import { loadModel } from "@undercoat/segmentation/node";
import { WorkflowError } from "../errors.ts";
import { PARTS } from "../run/build-model.ts";

/** What {@link exportModel} is asked for. */
export interface ExportModelOptions {
  /** A model folder, such as `runs/first/models/seed-0/finetune-osmlike-full`. */
  readonly folder: string;
  /** The file to write. */
  readonly out: string;
  readonly layout: ExportLayout;
  /** `"logits"`, or `"probabilities"`: their softmax over the classes. */
  readonly output: "logits" | "probabilities";
  /** Writes over an existing file. */
  readonly force: boolean;
}

/** What was written. */
export interface ExportedModel extends Omit<OnnxFile, "bytes"> {
  readonly file: string;
  readonly byteLength: number;
}

/**
 * Writes a model as an ONNX file: weights by name, and in its metadata classes, bands, normalisation and the
 * rule for sizes. Images are given as they go into the network: normalised, sides a multiple of the rule.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` for an existing file; what `loadModel` throws for a folder that is no model.
 */
export async function exportModel(options: ExportModelOptions): Promise<ExportedModel> {
  const { folder, out, force } = options;
  if (existsSync(out) && !force) {
    throw new WorkflowError("CONFIG_VALUE", {
      message: `"${out}" is there already, and nothing is written over; give another name, or --force`,
      context: { file: out },
    });
  }
  await useEngine("wasm");
  const model = await loadModel(folder, PARTS);
  try {
    const { bytes, ...about } = onnxOf(model, options);
    await writeFileAtomic(out, bytes);
    return { file: out, byteLength: bytes.length, ...about };
  } finally {
    model.dispose();
  }
}

function onnxOf(model: SegmentationModel, { folder, layout, output }: ExportModelOptions): OnnxFile {
  const parameters = model.parameters();
  // a file has no layers that look at another's size: sides are multiples of what the encoder divides by
  const reductions = model.encoder.features.map(({ reduction }) => reduction);
  const sizeMultiple = Math.max(model.decoder.sizeMultiple, ...reductions);
  const size = 2 * sizeMultiple; // one pixel is no image: its stages would be written differently
  return exportOnnx({
    predict: ({ image }) => {
      const logits = model.network.apply(image as Tensor) as Tensor;
      return { [output]: output === "logits" ? logits : softmax(logits) };
    },
    inputs: { image: { shape: [1, size, size, model.encoder.inChannels], dtype: "float32" } },
    variables: parameters.map(({ variable }) => variable),
    weightNames: parameters.map(({ name }) => name),
    layout,
    sizeMultiple,
    name: path.basename(path.resolve(folder)),
    description: `${model.encoder.name} encoder, ${model.decoder.name} decoder, written by undercoat`,
    metadata: {
      classes: JSON.stringify(model.scheme.classes),
      bands: JSON.stringify(model.bands),
      normalisation: JSON.stringify(model.normalisation),
      sizeMultiple: String(sizeMultiple),
      layout,
    },
  });
}
