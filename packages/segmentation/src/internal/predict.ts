import { softmax, type Tensor4D, tidy } from "@tensorflow/tfjs-core";
import { type CompiledPredict, currentEngine, runsUncompiled, type StepCompiler } from "@undercoat/tensor";
import type { SegmentationModel } from "../model.ts";
import type { ModelImage } from "../model-image.ts";
import { checkImage, logitsOf, logitsOfTensor } from "./logits-of.ts";

/** What is predicted for every pixel and class. */
export type Prediction = "logits" | "probabilities";

const ACTIVATION = {
  logits: (logits: Tensor4D) => logits,
  probabilities: (logits: Tensor4D) => softmax(logits),
};

/** Numbers of one image, row-major `[height, width, class]`: as one graph where the engine can, else op by op. */
export function predict(model: SegmentationModel, image: ModelImage, what: Prediction): Float32Array {
  checkImage(model, image);
  return (
    compiled(model, image, what) ?? tidy(() => ACTIVATION[what](logitsOf(model, image)).dataSync<"float32">())
  );
}

/** A compiled prediction, as long as it is of the same model, weights and size. */
interface Kept {
  readonly model: WeakRef<SegmentationModel>;
  readonly weights: readonly object[];
  readonly key: string;
  readonly graph: CompiledPredict;
}

/** The last one: images of one size usually follow each other. */
let kept: Kept | null = null;

function compiled(model: SegmentationModel, image: ModelImage, what: Prediction): Float32Array | null {
  const compiler = currentEngine()?.compiler;
  if (compiler === undefined) return null;
  const { height, width, bands, data } = image;
  const key = `${what} ${height}×${width}×${bands}`;
  const weights = model.parameters().map(({ variable }) => variable.dataId); // assigning gives a new one
  if (!isKept(model, weights, key)) {
    const graph = compile(compiler, model, image, what);
    if (graph === null) return null;
    kept?.graph.dispose();
    kept = { model: new WeakRef(model), weights, key, graph };
  }
  return (kept!.graph.run({ images: data })["result"] as Float32Array).slice();
}

function isKept(model: SegmentationModel, weights: readonly object[], key: string): boolean {
  if (kept === null || kept.key !== key || kept.model.deref() !== model) return false;
  const { weights: known } = kept;
  return known.length === weights.length && weights.every((id, index) => id === known[index]);
}

function compile(
  compiler: StepCompiler,
  model: SegmentationModel,
  { height, width, bands }: ModelImage,
  what: Prediction,
): CompiledPredict | null {
  try {
    return compiler.compilePredict({
      predict: ({ images }) => ({ result: ACTIVATION[what](logitsOfTensor(model, images as Tensor4D)) }),
      inputs: { images: { shape: [1, height, width, bands], dtype: "float32" } },
      variables: model.parameters().map(({ variable }) => variable),
    });
  } catch (error) {
    if (runsUncompiled(error)) return null;
    throw error;
  }
}
