import path from "node:path";
import { softmax, type Tensor } from "@tensorflow/tfjs-core";
import { useEngine } from "@undercoat/engines";
import { writeFileAtomic } from "@undercoat/files";
import { type ExportLayout, exportOnnx, type OnnxFile, onnxRuntimeMissing } from "@undercoat/graph";
import type { SegmentationModel } from "@undercoat/segmentation";
import { loadModel } from "@undercoat/segmentation/node";
import { PARTS } from "../run/build-model.ts";
import { checkOnnx, type OnnxCheck } from "./check-onnx.ts";
import { refuseExisting } from "./refuse-existing.ts";

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
  /** How the file did beside the model; null where ONNX Runtime is not installed. */
  readonly check: OnnxCheck | null;
}

/**
 * Writes a model as an ONNX file: weights by name, and in its metadata parts, classes, bands, normalisation, licences
 * and the rule for sizes. Images are given as they go into the network: normalised, sides a multiple of the rule. Before
 * it is written, the file is run by ONNX Runtime beside the model.
 *
 * @throws {WorkflowError} `CONFIG_VALUE` for an existing file, `WORK_FAILED` if the file gives other numbers; what `loadModel` throws for a folder that is no model.
 */
export async function exportModel(options: ExportModelOptions): Promise<ExportedModel> {
  const { folder, out, force, layout } = options;
  refuseExisting(out, force);
  await useEngine("wasm");
  const model = await loadModel(folder, PARTS);
  try {
    const size = exportSize(model);
    const file = onnxOf(model, options, size);
    const check =
      onnxRuntimeMissing() === null
        ? checkOnnx(model, file, { layout, size, activate: activationOf(options) })
        : null;
    const { bytes, ...about } = file;
    await writeFileAtomic(out, bytes);
    return { file: out, byteLength: bytes.length, ...about, check };
  } finally {
    model.dispose();
  }
}

function activationOf({ output }: ExportModelOptions): (logits: Tensor) => Tensor {
  return output === "logits" ? (logits) => logits : (logits) => softmax(logits);
}

/** Sides of the traced image: a file has no layers that look at another's size, so they are what the encoder divides by. */
function exportMultiple({ encoder, decoder }: SegmentationModel): number {
  return Math.max(decoder.sizeMultiple, ...encoder.features.map(({ reduction }) => reduction));
}

/** One pixel in the deepest stage is no image: it would be written differently. */
function exportSize(model: SegmentationModel): number {
  return 2 * exportMultiple(model);
}

function onnxOf(model: SegmentationModel, options: ExportModelOptions, size: number): OnnxFile {
  const { folder, layout, output } = options;
  const parameters = model.parameters();
  const activate = activationOf(options);
  const sizeMultiple = exportMultiple(model);
  return exportOnnx({
    predict: ({ image }) => ({ [output]: activate(model.network.apply(image as Tensor) as Tensor) }),
    inputs: { image: { shape: [1, size, size, model.encoder.inChannels], dtype: "float32" } },
    variables: parameters.map(({ variable }) => variable),
    weightNames: parameters.map(({ name }) => name),
    layout,
    sizeMultiple,
    name: path.basename(path.resolve(folder)),
    description: `${model.encoder.name} encoder, ${model.decoder.name} decoder, written by undercoat`,
    metadata: {
      encoder: JSON.stringify({ name: model.encoder.name, options: model.encoder.options }),
      decoder: JSON.stringify({ name: model.decoder.name, options: model.decoder.options }),
      classes: JSON.stringify(model.scheme.classes),
      bands: JSON.stringify(model.bands),
      normalisation: JSON.stringify(model.normalisation),
      licences: JSON.stringify(model.licences),
      sizeMultiple: String(sizeMultiple),
      layout,
    },
  });
}
