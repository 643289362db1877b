import * as tf from "@tensorflow/tfjs-core";
import type { Batch } from "@undercoat/datasets";
import type { SegmentationModel } from "@undercoat/segmentation";
import type { MethodInputs, MethodTerms } from "../training-method.ts";
import { forwardPass, inputTensors, type StepLoss, stepParts, stepValue } from "./step-terms.ts";
import type { StepResult } from "./stepper.ts";
import type { TrainedTensor } from "./trained-tensors.ts";

/** What one forward and backward pass gave; `gradients` has no entry where none arrives. */
export interface BatchGradients extends StepResult {
  readonly gradients: ReadonlyMap<string, Float32Array>;
}

/** Loss of a batch and its gradient for every trained tensor. Keeps no tensor. */
export function batchGradients(
  model: SegmentationModel,
  { batch, inputs }: { readonly batch: Batch; readonly inputs: MethodInputs },
  loss: StepLoss,
  trained: readonly TrainedTensor[],
): BatchGradients {
  tf.engine().startScope(); // tidy itself may return tensors only
  try {
    const { size, height, width, bandCount } = batch;
    const images = tf.tensor4d(batch.images, [size, height, width, bandCount]);
    const labels = tf.tensor3d(Int32Array.from(batch.labels), [size, height, width], "int32");
    return lossAndGradients(model, images, { labels, inputs: inputTensors(inputs) }, loss, trained);
  } finally {
    tf.engine().endScope();
  }
}

function lossAndGradients(
  model: SegmentationModel,
  images: tf.Tensor4D,
  given: Omit<MethodTerms, "logits" | "companion">,
  loss: StepLoss,
  trained: readonly TrainedTensor[],
): BatchGradients {
  const kept: ReturnType<typeof forwardPass>[] = [];
  const forward = () => {
    const outputs = forwardPass(model, images, loss);
    for (const output of Object.values(outputs)) tf.keep(output);
    kept.push(outputs);
    return stepValue(loss, { ...given, ...outputs });
  };
  try {
    const variables = trained.map(({ parameter }) => parameter.variable);
    const { value, grads } = tf.variableGrads(forward, variables);
    const total = value.dataSync()[0]!;
    const outputs = kept[0]!;
    const parts = Object.entries(stepParts(loss, { ...given, ...outputs }, value));
    return {
      loss: total,
      lossParts: Object.fromEntries(parts.map(([name, part]) => [name, part.dataSync()[0]!])),
      logits: loss.method?.readsLogits ? outputs.logits.dataSync<"float32">() : null,
      gradients: readGradients(trained, grads),
    };
  } finally {
    tf.dispose(kept.map((outputs) => Object.values(outputs)));
  }
}

function readGradients(
  trained: readonly TrainedTensor[],
  grads: tf.NamedTensorMap,
): Map<string, Float32Array> {
  const gradients = new Map<string, Float32Array>();
  for (const { parameter } of trained) {
    const gradient = grads[parameter.variable.name] as tf.Tensor | undefined;
    if (gradient) gradients.set(parameter.name, gradient.dataSync<"float32">().slice()); // may be changed, the engine's own may not
  }
  return gradients;
}
