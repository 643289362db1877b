import * as tf from "@tensorflow/tfjs-core";
import type { Loss, SegmentationModel } from "@undercoat/segmentation";
import type { MethodInputs, MethodTerms, RunningMethod } from "../training-method.ts";

/** What a step learns from: a loss, and a method that may change it. */
export interface StepLoss {
  readonly loss: Loss;
  readonly method: RunningMethod | null;
}

/** One forward pass in training mode: the logits, and what the method's own network says. */
export function forwardPass(
  model: SegmentationModel,
  images: tf.Tensor4D,
  { method }: StepLoss,
): Pick<MethodTerms, "logits" | "companion"> {
  const logits = model.network.apply(images, { training: true }) as tf.Tensor4D;
  const companion = method?.companion?.forward({ images, logits });
  return companion === undefined ? { logits } : { logits, companion };
}

/** The number that is differentiated. */
export function stepValue({ loss, method }: StepLoss, given: MethodTerms): tf.Scalar {
  if (method?.terms === undefined) return loss.evaluate(given.logits, given.labels);
  return tf.addN(Object.values(method.terms(loss, given))) as tf.Scalar;
}

/** Its terms by name, `value` itself where the loss has none. */
export function stepParts(
  { loss, method }: StepLoss,
  given: MethodTerms,
  value: tf.Scalar,
): Record<string, tf.Scalar> {
  if (method?.terms !== undefined) return method.terms(loss, given);
  return loss.parts?.(given.logits, given.labels) ?? { [loss.name]: value };
}

/** Inputs of a method as tensors. */
export function inputTensors(inputs: MethodInputs): Record<string, tf.Tensor> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { shape, data }]) => [name, tf.tensor(data, [...shape], "float32")]),
  );
}
