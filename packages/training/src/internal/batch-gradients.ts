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
  const { size, height, width, bandCount } = batch;
  return tf.tidy(() => {
    const images = tf.tensor4d(batch.images, [size, height, width, bandCount]);
    const labels = tf.tensor3d(Int32Array.from(batch.labels), [size, height, width], "int32");
    let logits: tf.Tensor4D | null = null;
    const forward = () => {
      logits = tf.keep(model.network.apply(images, { training: true }) as tf.Tensor4D);
      return loss.evaluate(logits, labels);
    };
    try {
      const variables = trained.map(({ parameter }) => parameter.variable);
      const { value, grads } = tf.variableGrads(forward, variables);
      const total = value.dataSync()[0]!;
      return {
        loss: total,
        lossParts: partsOf(loss, logits, labels, total),
        gradients: readGradients(trained, grads),
      };
    } finally {
      (logits as tf.Tensor4D | null)?.dispose();
    }
  });
}

function partsOf(
  loss: Loss,
  logits: tf.Tensor4D | null,
  labels: tf.Tensor3D,
  total: number,
): Record<string, number> {
  if (loss.parts === undefined || logits === null) return { [loss.name]: total };
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
    if (gradient) gradients.set(parameter.name, gradient.dataSync<"float32">());
  }
  return gradients;
}
