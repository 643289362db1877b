import * as tf from "@tensorflow/tfjs-core";
import type { Loss } from "@undercoat/segmentation";
import type { GoldenArray } from "@undercoat/test-utils";
import { expect } from "vitest";
import {
  backwardCorrection,
  crossEntropy,
  crossEntropyDice,
  dice,
  earlyLearning,
  focal,
  forwardCorrection,
  generalisedCrossEntropy,
  hardBootstrapping,
  jaccard,
  jensenShannon,
  lovasz,
  meanAbsoluteError,
  noiseRobustDice,
  normalisedCrossEntropy,
  softBootstrapping,
  symmetricCrossEntropy,
  tversky,
} from "../src/index.ts";

/** The golden README's float32 tolerance, absolute and relative; every engine keeps it. */
const FLOAT32 = 2e-6;

/** Parameters of golden cases, by the names of the generator. */
interface LossParameters {
  readonly [name: string]: unknown;
  readonly classWeights?: number[] | null;
  readonly labelSmoothing?: number;
  readonly smooth?: number;
  readonly eps?: number;
  readonly logLoss?: boolean;
  readonly alpha?: number | null;
  readonly beta?: number;
  readonly gamma?: number;
  readonly perImage?: boolean;
  readonly q?: number;
  readonly k?: number;
  readonly clip?: number;
  readonly detach?: boolean;
  readonly transitionMatrix?: number[][];
  readonly labelWeight?: number;
  readonly lambda?: number;
  readonly secondLogits?: GoldenArray;
  readonly targets?: GoldenArray;
  readonly pixelWeights?: GoldenArray | null;
}

/** One golden loss. */
export interface LossCase {
  readonly loss: string;
  readonly input: string;
  readonly parameters: LossParameters;
  readonly value: number | null;
  readonly gradient: GoldenArray | null;
}

/** Logits and labels by name. */
export interface GoldenInputs {
  readonly inputs: Readonly<Record<string, { readonly logits: GoldenArray; readonly labels: GoldenArray }>>;
}

/** A loss of ours on one input. */
export type Evaluator = (logits: tf.Tensor4D, labels: tf.Tensor3D) => tf.Scalar;

const plain =
  (make: (parameters: LossParameters) => Loss) =>
  (parameters: LossParameters): Evaluator =>
  (logits, labels) => {
    const { pixelWeights } = parameters;
    const weights = pixelWeights ? tf.tensor3d(pixelWeights.data as Float32Array, labels.shape) : undefined;
    return make(parameters).evaluate(logits, labels, weights === undefined ? {} : { weights });
  };

/** smp's region losses: every class counts in the mean, one without labels adds 0. */
const smp = ({ smooth = 0, eps = 1e-7, logLoss = false }: LossParameters, factor = 1) =>
  ({
    classes: "all",
    smoothing: factor * smooth,
    epsilon: factor * eps,
    form: logLoss ? "logarithm" : "linear",
  }) as const;

/** The named options that reach another library's loss. */
export const GOLDEN_LOSSES: Readonly<Record<string, (parameters: LossParameters) => Evaluator>> = {
  "cross-entropy": plain(({ classWeights = null, labelSmoothing = 0 }) =>
    crossEntropy({ classWeights, labelSmoothing }),
  ),
  // smp halves S + Y, which doubles smoothing and epsilon
  "smp-dice": plain((parameters) =>
    dice({ ...smp(parameters, 2), classWeights: parameters.classWeights ?? null }),
  ),
  "smp-jaccard": plain((parameters) => jaccard(smp(parameters))),
  "smp-tversky": plain((parameters) =>
    tversky({
      ...smp(parameters),
      falsePositives: parameters.alpha!,
      falseNegatives: parameters.beta!,
      gamma: parameters.gamma!,
      gammaOf: "mean",
    }),
  ),
  "smp-focal": plain(({ gamma, alpha }) => focal({ form: "one-vs-all", gamma, alpha })),
  "softmax-focal": plain(({ gamma }) => focal({ gamma })),
  "smp-lovasz": plain(({ perImage }) => lovasz({ reduction: perImage ? "patch" : "batch" })),
  gce: plain(({ q }) => generalisedCrossEntropy({ q })),
  "gce-truncated": plain(({ q, k }) => generalisedCrossEntropy({ q, truncation: k })),
  mae: plain(() => meanAbsoluteError()),
  sce: plain(({ alpha, beta, clip }) => symmetricCrossEntropy({ alpha: alpha!, beta, clip })),
  nce: plain(() => normalisedCrossEntropy({ passive: "none" })),
  "nce-mae": plain(({ alpha, beta }) =>
    normalisedCrossEntropy({ alpha: alpha!, beta, passive: "mean-absolute-error" }),
  ),
  "nce-rce": plain(({ alpha, beta, clip }) => normalisedCrossEntropy({ alpha: alpha!, beta, clip })),
  "bootstrap-soft": plain(({ beta, detach }) => softBootstrapping({ beta, constantTarget: detach })),
  "bootstrap-hard": plain(({ beta }) => hardBootstrapping({ beta })),
  "forward-correction": plain(({ transitionMatrix }) =>
    forwardCorrection({ transitionMatrix: transitionMatrix! }),
  ),
  "backward-correction": plain(({ transitionMatrix }) =>
    backwardCorrection({ transitionMatrix: transitionMatrix! }),
  ),
  "jensen-shannon": plain(({ labelWeight }) => jensenShannon({ labelWeight })),
  "generalized-jensen-shannon":
    ({ labelWeight, secondLogits }) =>
    (logits, labels) =>
      jensenShannon({ labelWeight }).evaluateViews([logits, channelsLast(secondLogits!)], labels),
  elr: (parameters) => (logits, labels) =>
    earlyLearning({ strength: parameters.lambda }).evaluate(logits, labels, {
      targets: channelsLast(parameters.targets!),
    }),
  "nr-dice": plain(({ gamma, eps }) => noiseRobustDice({ classes: "all", gamma, epsilon: eps })),
  "cromss-ce-dice": plain(({ eps = 0 }) => crossEntropyDice({ dice: { epsilon: eps } })),
};

/** Value and gradient `[batch, row, column, class]`. */
export interface LossResult {
  readonly value: number;
  readonly slopes: Float32Array;
}

/** Computes both for logits `[batch, row, column, class]` in a way of its own. */
export type Differentiate = (evaluator: Evaluator, logits: tf.Tensor4D, labels: tf.Tensor3D) => LossResult;

/** With TensorFlow.js, operation by operation. */
export const eagerly: Differentiate = (evaluator, logits, labels) =>
  tf.tidy(() => {
    const evaluate = (x: tf.Tensor) => evaluator(x as tf.Tensor4D, labels);
    const { value, grad } = tf.valueAndGrad(evaluate)(logits);
    return { value: value.dataSync()[0]!, slopes: Float32Array.from(grad.dataSync<"float32">()) };
  });

/** Checks value and gradient of a case on the present engine. */
export function checkGolden(
  golden: LossCase,
  { logits, labels }: GoldenInputs["inputs"][string],
  differentiate: Differentiate = eagerly,
): void {
  const [x, y] = tf.tidy(() => [
    channelsLast(logits),
    tf.tensor3d(Int32Array.from(labels.data), labels.shape as [number, number, number], "int32"),
  ]) as [tf.Tensor4D, tf.Tensor3D];
  const { value, slopes } = differentiate(GOLDEN_LOSSES[golden.loss]!(golden.parameters), x, y);
  tf.dispose([x, y]);
  expect(slopes.every(Number.isFinite)).toBe(true);
  if (labels.data.every((label) => label === 255)) {
    expect(value, "nothing to learn from").toBe(0);
    expect(slopes.every((slope) => slope === 0)).toBe(true);
    return;
  }
  if (golden.value === null || golden.gradient === null) {
    expect(value, "undefined in the library").toBeGreaterThan(0);
    return;
  }
  const allowed = FLOAT32 + FLOAT32 * Math.abs(golden.value);
  expect(Math.abs(value - golden.value)).toBeLessThanOrEqual(allowed);
  const expected = tf.tidy(() => channelsLast(golden.gradient!).dataSync());
  const worst = slopes.reduce((most, slope, index) => Math.max(most, Math.abs(slope - expected[index]!)), 0);
  expect(worst).toBeLessThanOrEqual(FLOAT32);
}

function channelsLast({ data, shape }: GoldenArray): tf.Tensor4D {
  const channelsFirst = tf.tensor4d(data as Float32Array, shape as [number, number, number, number]);
  return tf.transpose(channelsFirst, [0, 2, 3, 1]);
}
