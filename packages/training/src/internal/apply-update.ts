import * as tf from "@tensorflow/tfjs-core";
import { adamUpdateInto, clipScale } from "../adam.ts";
import { TrainingError } from "../errors.ts";
import type { FitNumbers } from "../fit-options.ts";
import type { TrainedTensor } from "./trained-tensors.ts";

/** When and how fast one update moves the weights. */
export interface UpdateMoment {
  readonly step: number;
  /** Number of the update, counted from 1. */
  readonly update: number;
  readonly learningRate: number;
}

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

function gradientNotFinite(
  gradients: ReadonlyMap<string, Float32Array>,
  { step, learningRate }: UpdateMoment,
): TrainingError {
  const bad = [...gradients].find(([, values]) => !values.every(Number.isFinite));
  const name = bad?.[0] ?? "all tensors together";
  return new TrainingError("GRADIENT_NOT_FINITE", {
    message: `step ${step}: the gradient of "${name}" is not finite at learning rate ${learningRate}; lower the learning rate or set clipNorm`,
    context: { step, tensor: name, learningRate },
  });
}
