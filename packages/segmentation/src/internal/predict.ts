import { softmax, type Tensor4D, tidy } from "@tensorflow/tfjs-core";
import { currentEngine } from "@undercoat/tensor";
import type { SegmentationModel } from "../model.ts";
import type { ModelImage } from "../model-image.ts";
import { checkImage, logitsOf, logitsOfTensor } from "./logits-of.ts";

/** What is predicted for every pixel and class. */
export type Prediction = "logits" | "probabilities";

const ACTIVATION = {
  logits: (logits: Tensor4D) => logits,
  probabilities: (logits: Tensor4D) => softmax(logits),
};

/** Reasons for which a prediction runs uncompiled; anything else is a failure. */
const CANNOT_COMPILE = ["KERNEL_UNSUPPORTED", "RANDOM_OPERATION", "VALUE_READ"];

/** Numbers of one image, row-major `[height, width, class]`: as one graph where the engine can, else op by op. */
export function predict(model: SegmentationModel, image: ModelImage, what: Prediction): Float32Array {
  checkImage(model, image);
  return (
    compiled(model, image, what) ?? tidy(() => ACTIVATION[what](logitsOf(model, image)).dataSync<"float32">())
  );
}

function compiled(model: SegmentationModel, image: ModelImage, what: Prediction): Float32Array | null {
  const compiler = currentEngine()?.compiler;
  if (compiler === undefined) return null;
  const { height, width, bands, data } = image;
  try {
    const graph = compiler.compilePredict({
      predict: ({ images }) => ({ result: ACTIVATION[what](logitsOfTensor(model, images as Tensor4D)) }),
      inputs: { images: { shape: [1, height, width, bands], dtype: "float32" } },
      variables: model.parameters().map(({ variable }) => variable),
    });
    try {
      return graph.run({ images: data })["result"] as Float32Array;
    } finally {
      graph.dispose();
    }
  } catch (error) {
    if (CANNOT_COMPILE.includes(String((error as { code?: unknown }).code))) return null;
    throw error;
  }
}
