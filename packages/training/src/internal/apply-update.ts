import * as tf from "@tensorflow/tfjs-core";
import { squaredSum } from "../adam.ts";
import type { FitNumbers } from "../fit-options.ts";
import type { GradientNorms, UpdateMoment } from "./stepper.ts";
import type { TrainedTensor } from "./trained-tensors.ts";
import { clippedScale, normsOf, updateTensorInto } from "./update-tensor.ts";

/** Moves the weights by their gradients; returns the lengths of the gradient before clipping. */
export function applyUpdate(
  trained: readonly TrainedTensor[],
  gradients: ReadonlyMap<string, Float32Array>,
  numbers: FitNumbers,
  moment: UpdateMoment,
): GradientNorms {
  const present = trained.flatMap((tensor) => {
    const gradient = gradients.get(tensor.parameter.name);
    return gradient === undefined ? [] : [{ tensor, gradient }]; // nothing the loss sees depends on some tensors
  });
  const norms = normsOf(present, moment, squaredSum);
  const gradientScale = clippedScale(present, numbers, { norm: norms.gradientNorm, squaredSum });
  for (const { tensor, gradient } of present) {
    const { slots, parameter } = tensor;
    const weights = Float32Array.from(parameter.variable.dataSync());
    updateTensorInto({ weights, slots, gradient }, tensor, { numbers, moment, gradientScale });
    tf.tidy(() => parameter.variable.assign(tf.tensor(weights, parameter.variable.shape)));
  }
  return norms;
}
