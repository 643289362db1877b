import * as tf from "@tensorflow/tfjs-core";
import type * as z from "zod";
import type { CrossEntropyOptions } from "../cross-entropy-options.ts";
import { type BatchTargets, classWeightRow } from "./batch-targets.ts";
import { SMALLEST_TOTAL } from "./pixel-mean.ts";
import { scaleColumns, spread, sumAcross } from "./rows.ts";
import type { SoftmaxTerm } from "./softmax-terms.ts";

/** -Σ target · ln p / total, with the gradient (p · Σ target - target) / total. */
export function crossEntropyTerm(options: z.output<typeof CrossEntropyOptions>): SoftmaxTerm {
  return (rows, targets) => {
    const { target, total } = weightedTarget(targets, options);
    const expected = tf.mul(rows.probabilities, sumAcross(target));
    return {
      value: tf.neg(tf.div(tf.sum(tf.mul(target, rows.logarithms())), total)),
      gradient: tf.div(tf.sub(expected, target), total),
    };
  };
}

/** `target` [pixel, class]: the factor of every -ln p; `total`: what their sum is divided by. */
function weightedTarget(
  { oneHot, valid, weights }: BatchTargets,
  { classWeights, labelSmoothing }: z.output<typeof CrossEntropyOptions>,
): { target: tf.Tensor2D; total: tf.Scalar } {
  const classCount = oneHot.shape[1];
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
