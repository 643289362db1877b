import * as tf from "@tensorflow/tfjs-core";
import { useEngine } from "@undercoat/engines";
import { setWeights, weightsOf } from "@undercoat/segmentation";
import { describeShared, expectNoTensorLeak, goldenCases } from "@undercoat/test-utils";
import { beforeAll, describe, expect, test } from "vitest";
import {
  type CaseFile,
  emptyModel,
  type GoldenGradient,
  type GoldenOutput,
  type GoldenPass,
  goldenBatch,
  goldenModel,
  type ModelCase,
  type Pass,
  readPart,
  runPass,
} from "./golden-model.ts";
import { kernelIndex, mapIndex, torchShape } from "./layouts.ts";

const FEATURES = 1e-4;
const TRAIN_LOGITS = 2e-3;
const LOSS = 1e-4;
const GRADIENT_SHARE = 1e-3;
const RUNNING_STATISTICS = 1e-4;

beforeAll(async () => {
  await useEngine("wasm");
});

describeShared("U-Nets on ResNet-18 and -34 equal segmentation_models.pytorch", ["golden", "models"], () => {
  const { folder, cases } = goldenCases<ModelCase>("models");
  const ours = cases.filter(
    ({ kind, decoder, encoder }) =>
      kind === "model" && decoder === "unet" && (encoder === "resnet18" || encoder === "resnet34"),
  );
  for (const golden of ours) describe(golden.id, () => checkCase(folder, golden));
});

function checkCase(folder: string, golden: ModelCase): void {
  const file = readPart<CaseFile>(folder, golden.file);

  test("has the same tensors, in the same order", () => {
    const model = emptyModel(golden);
    const stored = readPart<{ name: string; shape: number[]; trainable: boolean }[]>(folder, golden.tensors);
    const expected = stored.filter(({ name }) => !name.endsWith("num_batches_tracked"));
    const actual = model.parameters().map(({ name, shape }) => ({ name, shape: torchShape(shape) }));
    expect(actual).toEqual(expected.map(({ name, shape }) => ({ name, shape })));
    const statistics = model.parameters().filter(({ trainable }) => !trainable);
    expect(statistics.every(({ name }) => name.includes(".running_"))).toBe(true);
    model.dispose();
  });

  test("gives the same features, logits, loss and gradients", async () => {
    await expectNoTensorLeak(() => {
      const model = goldenModel(golden, file.salt);
      const weights = weightsOf(model);
      const batch = goldenBatch(golden, file);
      checkFeatures(
        tf.tidy(() => readFeatures(model.encoder.network.apply(batch.images))),
        file.eval,
      );
      const evaluated = runPass(model, batch, false);
      checkPass(evaluated, file.eval, FEATURES);
      checkGradients(evaluated, file.eval, readPart(folder, golden.evalGradients), {
        shapes: weights,
        share: GRADIENT_SHARE,
        imageShare: Math.max(1e-3, 3 * file.float32Error.eval.imageGradientRelative),
      });
      setWeights(model, weights);
      const trained = runPass(model, batch, true);
      checkPass(trained, file.train, TRAIN_LOGITS);
      checkGradients(trained, file.train, readPart(folder, golden.trainGradients), {
        shapes: weights,
        share: Math.max(1e-3, 3 * file.float32Error.train.gradientOverTotalNorm),
        imageShare: Math.max(1e-3, 3 * file.float32Error.train.imageGradientRelative),
      });
      checkRunningStatistics(weightsOf(model), file.train);
      tf.dispose(Object.values(batch));
      model.dispose();
    });
  });
}

function readFeatures(outputs: unknown): Float32Array[] {
  return (outputs as tf.Tensor[]).map((output) => Float32Array.from(output.dataSync()));
}

function checkFeatures(features: readonly Float32Array[], { features: expected = [] }: GoldenPass): void {
  expect(features).toHaveLength(expected.length);
  for (const [index, output] of expected.entries()) {
    expect(worstOutput(features[index]!, output), `level ${output.level}`).toBeLessThan(FEATURES);
  }
}

function checkPass(pass: Pass, golden: GoldenPass, tolerance: number): void {
  expect(worstOutput(pass.logits, golden.logits), "logits").toBeLessThan(tolerance);
  expect(Math.abs(pass.loss - golden.loss), "loss").toBeLessThan(LOSS);
}

function worstOutput(values: Float32Array, { shape, full, sample }: GoldenOutput): number {
  const expected = full?.data ?? sample!.values.data;
  const indices = full === undefined ? sample!.indices.data : Int32Array.from(expected.keys());
  let worst = 0;
  Array.from(indices).forEach((index, i) => {
    worst = Math.max(worst, Math.abs(values[mapIndex(index, shape)]! - expected[i]!));
  });
  return worst;
}

interface GradientTolerance {
  readonly shapes: ReadonlyMap<string, { readonly shape: readonly number[] }>;
  /** Of the gradient's total norm. */
  readonly share: number;
  /** Of the image gradient's norm. */
  readonly imageShare: number;
}

function checkGradients(
  pass: Pass,
  golden: GoldenPass,
  expected: readonly GoldenGradient[],
  { shapes, share, imageShare }: GradientTolerance,
): void {
  const tolerance = share * golden.gradientNorm;
  for (const { name, norm, indices, values } of expected) {
    const gradient = pass.gradients.get(name);
    if (norm === null) {
      expect(gradient, `${name} is frozen`).toBeUndefined();
      continue;
    }
    expect(Math.abs(normOf(gradient!) - norm), `norm of ${name}`).toBeLessThan(tolerance);
    const shape = shapes.get(name)!.shape;
    const errors = indices.map((index, i) => Math.abs(gradient![kernelIndex(index, shape)]! - values[i]!));
    expect(Math.max(...errors), name).toBeLessThan(tolerance);
  }
  const image = golden.imageGradient;
  const imageErrors = image.indices.map((index, i) => {
    return Math.abs(
      pass.imageGradient[mapIndex(index, golden.logits.shape.with(1, imageChannels(pass, golden)))]! -
        image.values[i]!,
    );
  });
  expect(Math.max(...imageErrors), "image gradient").toBeLessThan(imageShare * image.norm);
  expect(Math.abs(normOf(pass.imageGradient) - image.norm)).toBeLessThan(imageShare * image.norm);
}

function imageChannels({ imageGradient }: Pass, { logits }: GoldenPass): number {
  const [b, , h, w] = logits.shape as [number, number, number, number];
  return imageGradient.length / (b * h * w);
}

function normOf(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

function checkRunningStatistics(
  weights: ReadonlyMap<string, { readonly data: Float32Array }>,
  { runningStatistics = [] }: GoldenPass,
): void {
  for (const { name, mean, variance } of runningStatistics) {
    const close = (suffix: string, expected: ArrayLike<number>) =>
      weights.get(`${name}.${suffix}`)!.data.forEach((value, index) => {
        const allowed = RUNNING_STATISTICS * Math.max(Math.abs(expected[index]!), 0.01);
        expect(Math.abs(value - expected[index]!), `${name}.${suffix}[${index}]`).toBeLessThan(allowed);
      });
    close("running_mean", mean.data);
    close("running_var", variance.data);
  }
}
