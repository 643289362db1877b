import * as tf from "@tensorflow/tfjs-core";
import type { Loss } from "@undercoat/segmentation";
import type * as z from "zod";
import { CrossEntropyOptions } from "./cross-entropy-options.ts";
import { type BatchTargets, batchTargets, classWeightRow } from "./internal/batch-targets.ts";
import { scaleColumns, spread, sumAcross } from "./internal/rows.ts";
import { logSoftmaxOf } from "./internal/softmax.ts";

/** Keeps 0 / 0 at 0; far below the weight of any pixel that counts. */
const SMALLEST_TOTAL = 1e-30;

/**
 * Cross-entropy: the mean of -ln p(label) over the pixels that count, in nats, weighted by class and pixel.
 *
 * With smoothing s the target is (1 - s) at the label and s / K on every class, as in PyTorch. A label
 * that is neither a class of the logits nor 255 makes the loss NaN.
 *
 * @throws {LossesError} `SHAPE_MISMATCH` or `CLASS_COUNT_MISMATCH` from `evaluate`.
 *
 * @example
 * ```ts
 * const loss = crossEntropy({ labelSmoothing: 0.1 });
 * const value = loss.evaluate(logits, labels); // a scalar to dispose
 * ```
 */
export function crossEntropy(options: CrossEntropyOptions = {}): Loss {
  const parsed = CrossEntropyOptions.parse(options);
  return {
    kind: "loss",
    name: "cross-entropy",
    options: parsed,
    evaluate: (logits, labels, evaluateOptions = {}) =>
      tf.tidy(() => {
        const targets = batchTargets(logits, labels, evaluateOptions);
        const { target, total } = weightedTarget(targets, logits.shape[3], parsed);
        const rows = tf.reshape(logits, [-1, logits.shape[3]]) as tf.Tensor2D;
        return tf.add(meanLogLoss(rows, target, total), targets.alarm) as tf.Scalar;
      }),
  };
}

/** `target` [pixel, class]: the factor of every -ln p; `total`: what their sum is divided by. */
function weightedTarget(
  { oneHot, valid, weights }: BatchTargets,
  classCount: number,
  { classWeights, labelSmoothing }: z.output<typeof CrossEntropyOptions>,
): { target: tf.Tensor2D; total: tf.Scalar } {
  const classRow = classWeightRow(classWeights, classCount);
  const perClass = (x: tf.Tensor2D) => (classRow === null ? x : scaleColumns(x, classRow));
  const perPixel = (x: tf.Tensor2D) =>
    weights === null ? x : tf.mul<tf.Tensor2D>(x, spread(weights, classCount));
  const label = perPixel(perClass(oneHot));
  const total = tf.maximum(tf.sum(label), SMALLEST_TOTAL) as tf.Scalar;
  if (labelSmoothing === 0) return { target: label, total };
  const everyClass = perPixel(perClass(spread(valid, classCount)));
  const smooth = tf.mul(everyClass, labelSmoothing / classCount);
  return { target: tf.add(tf.mul(label, 1 - labelSmoothing), smooth), total };
}

/** -Σ target · ln p / total, and its gradient (p · Σ target - target) / total without a detour through ln. */
function meanLogLoss(logits: tf.Tensor2D, target: tf.Tensor2D, total: tf.Scalar): tf.Tensor {
  const operation = tf.customGrad((...inputs) => {
    const save = inputs[1] as unknown as tf.GradSaveFunc;
    const { probabilities, logarithms } = logSoftmaxOf(inputs[0] as tf.Tensor2D);
    save([probabilities, target, total]);
    const value = tf.neg(tf.div(tf.sum(tf.mul(target, logarithms)), total));
    return { value, gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => logLossGradient(dy, saved) };
  });
  return operation(logits);
}

function logLossGradient(dy: tf.Tensor, saved: readonly tf.Tensor[]): tf.Tensor {
  const [probabilities, target, total] = saved as [tf.Tensor2D, tf.Tensor2D, tf.Scalar];
  const expected = tf.mul(probabilities, sumAcross(target));
  return tf.mul(tf.sub(expected, target), tf.div(dy, total));
}
