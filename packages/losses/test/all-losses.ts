import type * as tf from "@tensorflow/tfjs-core";
import type { LossEvaluateOptions } from "@undercoat/segmentation";
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
  sumOfLosses,
  symmetricCrossEntropy,
  tLoss,
  tversky,
} from "../src/index.ts";
import { exampleTargets } from "./batches.ts";

/** A loss as the tests use it: of three classes, on the logits of `exampleBatch`. */
export interface TestedLoss {
  evaluate(logits: tf.Tensor4D, labels: tf.Tensor3D, options?: LossEvaluateOptions): tf.Scalar;
}

const classWeights = [0.5, 2, 1];
const transitionMatrix = [
  [0.8, 0.15, 0.05],
  [0.1, 0.7, 0.2],
  [0, 0.25, 0.75],
];

/** Towards the targets of `exampleTargets`, which belong to its pixels. */
const towardsTargets = (options: Parameters<typeof earlyLearning>[0]): TestedLoss => ({
  evaluate: (logits, labels, evaluateOptions) =>
    earlyLearning(options).evaluate(logits, labels, {
      ...evaluateOptions,
      targets: exampleTargets(logits.shape),
    }),
});

/** Every exported loss by the name of its export, each in the forms that compute differently. */
export const ALL_LOSSES: Readonly<Record<string, Readonly<Record<string, TestedLoss>>>> = {
  backwardCorrection: { "": backwardCorrection({ transitionMatrix }) },
  crossEntropy: {
    "": crossEntropy(),
    "weighted and smoothed": crossEntropy({ classWeights, labelSmoothing: 0.1 }),
  },
  crossEntropyDice: { "": crossEntropyDice() },
  dice: {
    "": dice(),
    "per patch": dice({ reduction: "patch" }),
    "per patch, of all classes": dice({ reduction: "patch", classes: "all" }),
    "of all classes, smoothed, logarithm": dice({
      classes: "all",
      smoothing: 1,
      form: "logarithm",
      classWeights,
    }),
  },
  earlyLearning: { "": towardsTargets({}), strong: towardsTargets({ strength: 7 }) },
  focal: {
    "": focal(),
    "gamma below 1": focal({ gamma: 0.5 }),
    "gamma 0": focal({ gamma: 0 }),
    "one-vs-all": focal({ form: "one-vs-all" }),
    "one-vs-all with alpha": focal({ form: "one-vs-all", gamma: 1.5, alpha: 0.25 }),
  },
  forwardCorrection: { "": forwardCorrection({ transitionMatrix }) },
  generalisedCrossEntropy: {
    "": generalisedCrossEntropy(),
    truncated: generalisedCrossEntropy({ truncation: 0.3 }),
  },
  hardBootstrapping: { "": hardBootstrapping() },
  jaccard: {
    "": jaccard(),
    "per patch, smoothed, logarithm": jaccard({
      reduction: "patch",
      smoothing: 0.5,
      form: "logarithm",
      classWeights,
    }),
  },
  jensenShannon: { "": jensenShannon(), "light label": jensenShannon({ labelWeight: 0.1 }) },
  lovasz: { "": lovasz(), "per patch": lovasz({ reduction: "patch" }) },
  meanAbsoluteError: { "": meanAbsoluteError() },
  noiseRobustDice: {
    "": noiseRobustDice(),
    "per patch, of all classes": noiseRobustDice({ reduction: "patch", classes: "all", gamma: 1 }),
  },
  normalisedCrossEntropy: {
    "": normalisedCrossEntropy(),
    "with MAE": normalisedCrossEntropy({ passive: "mean-absolute-error", beta: 0.4 }),
    alone: normalisedCrossEntropy({ passive: "none" }),
  },
  softBootstrapping: { "": softBootstrapping({ beta: 0.8 }) },
  sumOfLosses: { "": sumOfLosses([crossEntropy(), { loss: dice(), weight: 0.3 }]) },
  symmetricCrossEntropy: { "": symmetricCrossEntropy() },
  tLoss: {
    "": tLoss(),
    "per pixel, precise": tLoss({ reduction: "pixel", logPrecision: 1, nu: 0 }),
  },
  tversky: {
    "": tversky(),
    "focal by class": tversky({ gamma: 0.75, reduction: "patch" }),
    "focal of the mean": tversky({ gamma: 1.33, gammaOf: "mean", smoothing: 1, classes: "all" }),
  },
};

/** The same as one list: a readable name, the export, the loss. */
export const LOSS_LIST = Object.entries(ALL_LOSSES).flatMap(([name, forms]) =>
  Object.entries(forms).map(([form, loss]) => [form === "" ? name : `${name}, ${form}`, name, loss] as const),
);
