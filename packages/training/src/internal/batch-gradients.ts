import * as tf from "@tensorflow/tfjs-core";
import type { Batch } from "@undercoat/datasets";
import type { Loss, SegmentationModel } from "@undercoat/segmentation";
import type { TrainedTensor } from "./trained-tensors.ts";

/** What one forward and backward pass gave; `gradients` has no entry where none arrives. */
export interface BatchGradients {
  readonly loss: number;
  readonly lossParts: Readonly<Record<string, number>>;
  readonly gradients: ReadonlyMap<string, Float32Array>;
}

/** Loss of a batch and its gradient for every trained tensor. Keeps no tensor. */
export function batchGradients(
  model: SegmentationModel,
  batch: Batch,
  loss: Loss,
  trained: readonly TrainedTensor[],
): BatchGradients {
  tf.engine().startScope(); // tidy itself may return tensors only
  try {
    const { size, height, width, bandCount } = batch;
    const images = tf.tensor4d(batch.images, [size, height, width, bandCount]);
    const labels = tf.tensor3d(Int32Array.from(batch.labels), [size, height, width], "int32");
    return lossAndGradients(model, images, labels, loss, trained);
  } finally {
    tf.engine().endScope();
  }
}

function lossAndGradients(
  model: SegmentationModel,
  images: tf.Tensor4D,
  labels: tf.Tensor3D,
  loss: Loss,
  trained: readonly TrainedTensor[],
): BatchGradients {
  const kept: tf.Tensor4D[] = [];
  const forward = () => {
    const logits = tf.keep(model.network.apply(images, { training: true }) as tf.Tensor4D);
    kept.push(logits);
    return loss.evaluate(logits, labels);
  };
  try {
    const variables = trained.map(({ parameter }) => parameter.variable);
    const { value, grads } = tf.variableGrads(forward, variables);
    const total = value.dataSync()[0]!;
    const lossParts = partsOf(loss, kept[0], labels, total);
    return { loss: total, lossParts, gradients: readGradients(trained, grads) };
  } finally {
    tf.dispose(kept);
  }
}

function partsOf(
  loss: Loss,
  logits: tf.Tensor4D | undefined,
  labels: tf.Tensor3D,
  total: number,
): Record<string, number> {
  if (loss.parts === undefined || logits === undefined) return { [loss.name]: total };
  const parts = loss.parts(logits, labels);
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.dataSync()[0]!]));
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
