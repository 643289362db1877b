import { type AdamOptions, type AdamSlots, adamUpdateInto, clipScaleOf } from "../adam.ts";
import type { FitNumbers } from "../fit-options.ts";
import { namedOptimizer, type OptimizerOptions } from "../optimizer-options.ts";
import { sgdUpdateInto } from "../sgd.ts";
import { gradientNotFinite } from "./gradient-not-finite.ts";
import type { GradientNorms, UpdateMoment } from "./stepper.ts";
import type { TrainedTensor } from "./trained-tensors.ts";

/** Empty running numbers of an optimiser for a tensor of `length` numbers; plain descent without momentum has none. */
export function slotsFor(optimizer: OptimizerOptions, length: number): AdamSlots {
  const named = namedOptimizer(optimizer);
  const empty = () => new Float32Array(length);
  if (named.name !== "sgd")
    return { first: empty(), second: empty(), ...(named.amsgrad ? { highest: empty() } : {}) };
  return { first: named.momentum > 0 ? empty() : new Float32Array(0), second: new Float32Array(0) };
}

/** What one update does to one tensor. */
export interface TensorUpdate {
  readonly numbers: FitNumbers;
  readonly moment: UpdateMoment;
  readonly gradientScale: number;
}

/** The constants of Adam for one tensor: its own rate, decay and count of updates. */
export function adamOptionsFor(
  tensor: TrainedTensor,
  { numbers, moment, gradientScale }: TensorUpdate,
): AdamOptions {
  const { betas, epsilon } = numbers;
  return {
    ...sharedOptions(tensor, { numbers, moment, gradientScale }),
    betas,
    epsilon,
    decoupled: namedOptimizer(numbers.optimizer).name === "adamw",
  };
}

/** One update of the optimiser that `numbers` name, in place. */
export function updateTensorInto(
  { weights, slots, gradient }: { weights: Float32Array; slots: AdamSlots; gradient: Float32Array },
  tensor: TrainedTensor,
  update: TensorUpdate,
): void {
  const optimizer = namedOptimizer(update.numbers.optimizer);
  if (optimizer.name === "sgd") {
    const options = { ...optimizer, ...sharedOptions(tensor, update) };
    sgdUpdateInto({ weights, direction: slots.first }, gradient, options);
  } else adamUpdateInto(weights, slots, gradient, adamOptionsFor(tensor, update));
}

function sharedOptions(
  { lrScale, decays, begun }: TrainedTensor,
  { numbers, moment, gradientScale }: TensorUpdate,
) {
  return {
    learningRate: moment.learningRate * lrScale,
    update: moment.update - begun,
    weightDecay: decays ? numbers.weightDecay : 0,
    gradientScale,
  };
}

/** A gradient of one tensor and the sum of its squares. */
export interface SquaredGradient {
  readonly tensor: TrainedTensor;
  readonly gradient: Float32Array;
}

/** Cuts gradients to `clipValue`, in place. */
export function clipValuesInto(gradients: Iterable<Float32Array>, clipValue: number | null): void {
  if (clipValue === null) return;
  for (const gradient of gradients)
    for (let i = 0; i < gradient.length; i++)
      gradient[i] = Math.min(clipValue, Math.max(-clipValue, gradient[i]!));
}

/**
 * Lengths of the gradients, in all and by group.
 *
 * @throws {TrainingError} `GRADIENT_NOT_FINITE`, naming the tensor.
 */
export function normsOf(
  gradients: readonly SquaredGradient[],
  moment: UpdateMoment,
  squaredSum: (gradient: Float32Array) => number,
): GradientNorms {
  const groups: Record<string, number> = {};
  let total = 0;
  for (const { tensor, gradient } of gradients) {
    const sum = squaredSum(gradient);
    total += sum;
    const { group } = tensor.parameter;
    groups[group] = (groups[group] ?? 0) + sum;
  }
  if (!Number.isFinite(total)) {
    const named = gradients.map(({ tensor, gradient }) => [tensor.parameter.name, gradient] as const);
    throw gradientNotFinite(named, moment);
  }
  const roots = Object.entries(groups).map(([group, sum]) => [group, Math.sqrt(sum)]);
  return { gradientNorm: Math.sqrt(total), gradientNorms: Object.fromEntries(roots) };
}

/** The factor that brings all gradients below both limits; values are cut in place first. */
export function clippedScale(
  gradients: readonly SquaredGradient[],
  numbers: FitNumbers,
  { norm, squaredSum }: { readonly norm: number; squaredSum(gradient: Float32Array): number },
): number {
  const { clipNorm, clipValue } = numbers;
  if (clipValue === null) return clipScaleOf(norm, clipNorm);
  const lists = gradients.map(({ gradient }) => gradient);
  clipValuesInto(lists, clipValue);
  return clipScaleOf(Math.sqrt(lists.reduce((sum, values) => sum + squaredSum(values), 0)), clipNorm);
}
