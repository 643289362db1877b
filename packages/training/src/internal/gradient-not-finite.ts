import { TrainingError } from "../errors.ts";
import type { UpdateMoment } from "./stepper.ts";

/** The error of an update whose gradient is not finite; names the first tensor that is to blame. */
export function gradientNotFinite(
  gradients: Iterable<readonly [string, Float32Array]>,
  { step, learningRate }: UpdateMoment,
): TrainingError {
  const bad = [...gradients].find(([, values]) => !values.every(Number.isFinite));
  const name = bad?.[0] ?? "all tensors together";
  return new TrainingError("GRADIENT_NOT_FINITE", {
    message: `step ${step}: the gradient of "${name}" is not finite at learning rate ${learningRate}; lower the learning rate or set clipNorm`,
    context: { step, tensor: name, learningRate },
  });
}
