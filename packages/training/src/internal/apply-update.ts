import * as tf from "@tensorflow/tfjs-core";
import { adamUpdateInto, clipScale } from "../adam.ts";
import type { FitNumbers } from "../fit-options.ts";
import { gradientNotFinite } from "./gradient-not-finite.ts";
import type { UpdateMoment } from "./stepper.ts";
import type { TrainedTensor } from "./trained-tensors.ts";

/** Moves the weights by their gradients; returns the length of the gradient before clipping. */
export function applyUpdate(
  trained: readonly TrainedTensor[],
  gradients: ReadonlyMap<string, Float32Array>,
  numbers: FitNumbers,
  moment: UpdateMoment,
): number {
  const { norm, scale } = clipScale(gradients.values(), numbers.clipNorm);
  if (!Number.isFinite(norm)) throw gradientNotFinite(gradients, moment);
  const { betas, epsilon, weightDecay, optimizer } = numbers;
  const shared = { update: moment.update, betas, epsilon, weightDecay, decoupled: optimizer === "adamw" };
  for (const { parameter, slots, lrScale } of trained) {
    const gradient = gradients.get(parameter.name);
    if (gradient === undefined) continue; // nothing the loss sees depends on this tensor
    const weights = Float32Array.from(parameter.variable.dataSync());
    const learningRate = moment.learningRate * lrScale;
    adamUpdateInto(weights, slots, gradient, { ...shared, learningRate, gradientScale: scale });
    tf.tidy(() => parameter.variable.assign(tf.tensor(weights, parameter.variable.shape)));
  }
  return norm;
}
