import type { WeightValues } from "@undercoat/segmentation";
import { expect } from "vitest";
import type { GoldenOutput, GoldenPass, WholeCase } from "./golden-case.ts";
import { kernelIndex, mapIndex } from "./layouts.ts";
import type { Pass } from "./run-pass.ts";

/** Tolerances of the golden folder's README. */
const FEATURES = 1e-4;
const LOGITS = { eval: 1e-4, train: 2e-3 };
/** Of the encoders with many layers without much width. */
const DEEP_TRAIN_LOGITS = 5e-3;
const DEEP_ENCODERS = ["resnet50", "mobilenet_v2"];
/** Of a loss above 1 relative: the wasm engine adds the pixels up one after the other in float32. */
const LOSS = 1e-4;
const GRADIENT_SHARE = 1e-3;
/** Of the largest value of the layer: a mean near 0 has no digits of its own. */
const RUNNING_STATISTICS = 1e-4;

type Mode = "eval" | "train";

/** Fails where the features of our encoder are others. */
export function compareFeatures(
  features: readonly Float32Array[],
  { features: expected = [] }: GoldenPass,
): void {
  expect(expected.length).toBeGreaterThan(0);
  for (const output of expected)
    expect(worstOf(features[output.level - 1]!, output), `level ${output.level}`).toBeLessThan(FEATURES);
}

/** Fails where logits, loss or a gradient of one pass is another. */
export function comparePass(pass: Pass, whole: WholeCase, mode: Mode): void {
  const golden = whole.file[mode];
  const deep = mode === "train" && DEEP_ENCODERS.includes(whole.golden.encoder);
  expect(worstOf(pass.logits, golden.logits), "logits").toBeLessThan(deep ? DEEP_TRAIN_LOGITS : LOGITS[mode]);
  expect(Math.abs(pass.loss - golden.loss), "loss").toBeLessThan(LOSS * Math.max(1, golden.loss));
  compareGradients(pass, whole, mode);
  compareImageGradient(pass, whole, mode);
}

function worstOf(values: Float32Array, { shape, full, sample }: GoldenOutput): number {
  expect(values).toHaveLength(shape.reduce((product, size) => product * size, 1));
  const expected = full?.data ?? sample!.values.data;
  const indices = full === undefined ? sample!.indices.data : Int32Array.from(expected.keys());
  let worst = 0;
  indices.forEach((index: number, i: number) => {
    const error = Math.abs(values[mapIndex(index, shape)]! - expected[i]!);
    worst = error <= worst ? worst : error; // NaN counts as worst
  });
  return worst;
}

function compareGradients(pass: Pass, whole: WholeCase, mode: Mode): void {
  const { gradientNorm } = whole.file[mode];
  const measured = whole.file.float32Error[mode].gradientOverTotalNorm;
  const share = mode === "eval" ? GRADIENT_SHARE : Math.max(GRADIENT_SHARE, 3 * measured);
  const tolerance = share * gradientNorm;
  const stored = new Map(whole.tensors.map(({ name, shape }) => [name, shape]));
  for (const { name, norm, indices, values } of whole.gradients[mode]) {
    const gradient = pass.gradients.get(name);
    if (norm === null) {
      expect(gradient, `${name} has no gradient`).toBeUndefined();
      continue;
    }
    const { data, shape } = gradient!;
    expect(Math.abs(normOf(data) - norm), `norm of ${name}`).toBeLessThan(tolerance);
    const errors = indices.map((index, i) =>
      Math.abs(data[kernelIndex(index, shape, stored.get(name))]! - values[i]!),
    );
    expect(Math.max(...errors), name).toBeLessThan(tolerance);
  }
}

function compareImageGradient({ imageGradient }: Pass, { golden, file }: WholeCase, mode: Mode): void {
  const { norm, indices, values } = file[mode].imageGradient;
  const tolerance = norm * Math.max(1e-3, 3 * file.float32Error[mode].imageGradientRelative);
  const shape = [golden.batch, golden.inChannels, golden.height, golden.width];
  const errors = indices.map((index, i) => Math.abs(imageGradient[mapIndex(index, shape)]! - values[i]!));
  expect(Math.max(...errors), "image gradient").toBeLessThan(tolerance);
  expect(Math.abs(normOf(imageGradient) - norm), "norm of the image gradient").toBeLessThan(tolerance);
}

function normOf(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

/** Fails where running statistics after the pass in train mode are others. */
export function compareStatistics(
  weights: ReadonlyMap<string, WeightValues>,
  { runningStatistics = [] }: GoldenPass,
): void {
  const used = runningStatistics.filter(({ name }) => weights.has(`${name}.running_mean`));
  expect(used.length).toBeGreaterThan(0);
  for (const { name, mean, variance } of used) {
    compareStatistic(`${name}.running_mean`, weights, mean.data);
    compareStatistic(`${name}.running_var`, weights, variance.data);
  }
}

function compareStatistic(
  name: string,
  weights: ReadonlyMap<string, WeightValues>,
  expected: ArrayLike<number>,
): void {
  const allowed = RUNNING_STATISTICS * Math.max(...Array.from(expected, Math.abs));
  weights.get(name)!.data.forEach((value, index) => {
    expect(Math.abs(value - expected[index]!), `${name}[${index}]`).toBeLessThan(allowed);
  });
}
