import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import type { Loss } from "@undercoat/segmentation";
import { describeShared, expectNoTensorLeak, type GoldenArray, goldenCases } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { crossEntropy, crossEntropyDice, dice } from "../src/index.ts";

/** The golden README's float32 tolerance, absolute and relative. */
const FLOAT32 = 2e-6;

interface LossParameters {
  readonly classWeights?: number[] | null;
  readonly labelSmoothing?: number;
  readonly smooth?: number;
  readonly eps?: number;
  readonly logLoss?: boolean;
  readonly pixelWeights?: GoldenArray | null;
}

interface LossCase {
  readonly loss: string;
  readonly input: string;
  readonly parameters: LossParameters;
  readonly value: number | null;
  readonly gradient: GoldenArray | null;
}

interface Inputs {
  readonly inputs: Readonly<Record<string, { readonly logits: GoldenArray; readonly labels: GoldenArray }>>;
}

/** The named options that reach another library's loss. */
const OURS: Readonly<Record<string, (parameters: LossParameters) => Loss>> = {
  "cross-entropy": ({ classWeights = null, labelSmoothing = 0 }) =>
    crossEntropy({ classWeights, labelSmoothing }),
  "smp-dice": ({ smooth = 0, eps = 0, logLoss = false, classWeights = null }) =>
    dice({
      classes: "all",
      smoothing: 2 * smooth, // smp halves S + Y, which doubles smoothing and epsilon
      epsilon: 2 * eps,
      form: logLoss ? "logarithm" : "linear",
      classWeights,
    }),
  "cromss-ce-dice": ({ eps = 0 }) => crossEntropyDice({ dice: { epsilon: eps } }),
};

beforeAll(async () => {
  await tf.setBackend("cpu");
});

describeShared("losses equal PyTorch's", ["golden", "losses"], () => {
  const { cases, inputs } = goldenCases<LossCase, Inputs>("losses");
  const ours = cases.filter(({ loss }) => loss in OURS);
  test("there are cases of every kind", () => {
    expect(new Set(ours.map(({ loss }) => loss)).size).toBe(3);
  });
  for (const golden of ours) test(golden.id, () => checkCase(golden, inputs[golden.input]!));
});

async function checkCase(
  { loss, parameters, value, gradient }: LossCase,
  { logits, labels }: Inputs["inputs"][string],
): Promise<void> {
  const { actual, slope } = await expectNoTensorLeak(() =>
    evaluate(OURS[loss]!(parameters), logits, labels, parameters),
  );
  if (value === null || Number.isNaN(value)) {
    expect(actual, "nothing to learn from").toBe(0);
    expect(slope.every((number) => number === 0)).toBe(true);
    return;
  }
  expect(Math.abs(actual - value)).toBeLessThanOrEqual(FLOAT32 + FLOAT32 * Math.abs(value));
  const worst = slope.reduce(
    (most, number, index) => Math.max(most, Math.abs(number - gradient!.data[index]!)),
    0,
  );
  expect(worst).toBeLessThanOrEqual(FLOAT32);
}

function evaluate(
  loss: Loss,
  logits: GoldenArray,
  labels: GoldenArray,
  { pixelWeights }: LossParameters,
): { actual: number; slope: Float32Array } {
  const tensors = {
    logits: tf.tidy(() =>
      tf.transpose(tf.tensor4d(logits.data as Float32Array, shapeOf(logits)), [0, 2, 3, 1]),
    ),
    labels: tf.tensor3d(Int32Array.from(labels.data), labels.shape as [number, number, number], "int32"),
    ...(pixelWeights && {
      weights: tf.tensor3d(pixelWeights.data as Float32Array, labels.shape as [number, number, number]),
    }),
  };
  const options = "weights" in tensors ? { weights: tensors.weights as tf.Tensor3D } : {};
  const { value, grad } = tf.valueAndGrad((x: tf.Tensor) =>
    loss.evaluate(x as tf.Tensor4D, tensors.labels, options),
  )(tensors.logits);
  const back = tf.tidy(() => tf.transpose(grad, [0, 3, 1, 2]).dataSync<"float32">());
  const actual = value.dataSync()[0]!;
  tf.dispose([value, grad, ...Object.values(tensors)]);
  return { actual, slope: Float32Array.from(back) };
}

function shapeOf({ shape }: GoldenArray): [number, number, number, number] {
  return shape as [number, number, number, number];
}
