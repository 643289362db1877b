import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { unet } from "@undercoat/decoders";
import { resnet } from "@undercoat/encoders";
import { crossEntropy } from "@undercoat/losses";
import {
  applyFreezePlan,
  type SegmentationModel,
  segmentationModel,
  setWeights,
} from "@undercoat/segmentation";
import { type GoldenArray, readNpy } from "@undercoat/test-utils";
import { goldenImage, goldenWeight } from "./golden-weights.ts";
import { kernelIndex, torchShape } from "./layouts.ts";

/** What the list of cases says of a model. */
export interface ModelCase {
  readonly id: string;
  readonly kind: string;
  readonly file: string;
  readonly tensors: string;
  readonly evalGradients: string;
  readonly trainGradients: string;
  readonly decoder: string;
  readonly encoder: string;
  readonly inChannels: number;
  readonly classes: number;
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly freezeEncoder: boolean;
  readonly options: { readonly decoderChannels?: number[]; readonly interpolation?: "nearest" | "bilinear" };
}

/** Values of an output, in PyTorch's order. */
export interface GoldenOutput {
  readonly shape: readonly number[];
  readonly full?: GoldenArray;
  readonly sample?: { readonly indices: GoldenArray; readonly values: GoldenArray };
}

/** One pass, in eval or in train mode. */
export interface GoldenPass {
  readonly features?: readonly (GoldenOutput & { readonly level: number })[];
  readonly logits: GoldenOutput;
  readonly loss: number;
  readonly gradientNorm: number;
  readonly imageGradient: { readonly norm: number; readonly indices: number[]; readonly values: number[] };
  readonly runningStatistics?: readonly { name: string; mean: GoldenArray; variance: GoldenArray }[];
}

/** The file of a case. */
export interface CaseFile {
  readonly salt: string;
  readonly image: { readonly first: readonly number[] };
  readonly labels: GoldenArray;
  readonly eval: GoldenPass;
  readonly train: GoldenPass;
  readonly float32Error: Record<
    "eval" | "train",
    Record<"gradientOverTotalNorm" | "imageGradientRelative", number>
  >;
}

/** Gradient of one tensor. */
export interface GoldenGradient {
  readonly name: string;
  readonly norm: number | null;
  readonly indices: readonly number[];
  readonly values: readonly number[];
}

/** What the loss sees and gives in one pass. */
export interface Pass {
  readonly logits: Float32Array;
  readonly loss: number;
  readonly gradients: ReadonlyMap<string, Float32Array>;
  readonly imageGradient: Float32Array;
}

/** Reads a JSON file of the golden area; arrays in files are named relative to the area. */
export function readPart<T>(folder: string, path: string): T {
  return JSON.parse(readFileSync(join(folder, path), "utf8"), (_key, value: unknown) =>
    isFileArray(value) ? readNpy(join(folder, value.file)) : value,
  ) as T;
}

function isFileArray(value: unknown): value is { file: string } {
  return typeof value === "object" && value !== null && "dtype" in value && "file" in value;
}

/** Our model of a case, with weights of zero. */
export function emptyModel(golden: ModelCase): SegmentationModel {
  const { decoderChannels, interpolation } = golden.options;
  return segmentationModel({
    encoder: resnet({ depth: golden.encoder === "resnet34" ? 34 : 18, inChannels: golden.inChannels }),
    decoder: unet({
      ...(decoderChannels && { channels: decoderChannels }),
      ...(interpolation && { interpolation }),
    }),
    scheme: {
      name: "golden",
      classes: Array.from({ length: golden.classes }, (_, value) => ({ value, name: `class ${value}` })),
    },
  });
}

/** Our model of a case, with the case's weights and frozen groups. */
export function goldenModel(golden: ModelCase, salt: string): SegmentationModel {
  const model = emptyModel(golden);
  const weights = model.parameters().map(({ name, shape }) => {
    const at = goldenWeight(salt, name, torchShape(shape));
    const data = new Float32Array(shape.reduce((product, size) => product * size, 1));
    data.forEach((_, index) => {
      data[kernelIndex(index, shape)] = at(index);
    });
    return [name, { shape, data }] as const;
  });
  setWeights(model, new Map(weights));
  if (golden.freezeEncoder) applyFreezePlan(model, { encoder: "frozen" });
  return model;
}

/** Images and labels of a case. */
export function goldenBatch(golden: ModelCase, file: CaseFile): { images: tf.Tensor4D; labels: tf.Tensor3D } {
  const { batch, height, width, inChannels } = golden;
  const image = goldenImage(file.salt, [batch, inChannels, height, width]);
  return {
    images: tf.tensor4d(image, [batch, height, width, inChannels]),
    labels: tf.tensor3d(Int32Array.from(file.labels.data), [batch, height, width], "int32"),
  };
}

/** One forward and backward pass with cross-entropy. */
export function runPass(
  model: SegmentationModel,
  { images, labels }: { images: tf.Tensor4D; labels: tf.Tensor3D },
  training: boolean,
): Pass {
  const image = tf.variable(images);
  const trained = model
    .parameters()
    .filter(({ trainable, layer }) => trainable && model.network.getLayer(layer).trainable);
  let logits: Float32Array = new Float32Array();
  const forward = () => {
    const output = model.network.apply(image, { training }) as tf.Tensor4D;
    logits = Float32Array.from(output.dataSync());
    return crossEntropy().evaluate(output, labels);
  };
  const { value, grads } = tf.variableGrads(forward, [image, ...trained.map(({ variable }) => variable)]);
  const gradients = new Map(trained.map(({ name, variable }) => [name, copyOf(grads[variable.name])]));
  const pass = { logits, loss: value.dataSync()[0]!, gradients, imageGradient: copyOf(grads[image.name]) };
  tf.dispose([value, grads, image]);
  return pass;
}

function copyOf(tensor: tf.Tensor | undefined): Float32Array {
  return Float32Array.from(tensor?.dataSync() ?? []);
}
