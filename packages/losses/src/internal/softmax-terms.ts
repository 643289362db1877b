import * as tf from "@tensorflow/tfjs-core";
import type { LossEvaluateOptions } from "@undercoat/segmentation";
import { type BatchTargets, batchTargets } from "./batch-targets.ts";
import { spread } from "./rows.ts";

/** Softmax of `[pixel, class]` logits. */
export interface SoftmaxRows {
  readonly logits: tf.Tensor2D;
  readonly probabilities: tf.Tensor2D;
  /** Logarithms of the probabilities, right at ±80. */
  logarithms(): tf.Tensor2D;
}

/** A loss of softmax probabilities, and its gradient by the logits `[pixel, class]`. */
export type SoftmaxTerm = (
  rows: SoftmaxRows,
  targets: BatchTargets,
) => { readonly value: tf.Scalar; readonly gradient: tf.Tensor2D };

/**
 * Values of several losses of the same logits, one after the other in a vector: labels and softmax are
 * worked out once, and the gradient is the one that each term states. Call it inside a tidy.
 */
export function evaluateTerms(
  terms: readonly SoftmaxTerm[],
  logits: tf.Tensor4D,
  labels: tf.Tensor3D,
  options: LossEvaluateOptions,
): tf.Tensor1D {
  const targets = batchTargets(logits, labels, options);
  const operation = tf.customGrad((...inputs) => {
    const [input, save] = inputs as unknown as [tf.Tensor4D, tf.GradSaveFunc];
    const rows = softmaxRows(tf.reshape(input, [-1, input.shape[3]]));
    const results = terms.map((term) => term(rows, targets));
    save(results.map(({ gradient }) => gradient));
    const value = tf.stack(results.map((result) => tf.add(result.value, targets.alarm)));
    return { value, gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => combined(dy, saved, input.shape) };
  });
  return operation(logits) as tf.Tensor1D;
}

function combined(
  dy: tf.Tensor,
  gradients: readonly tf.Tensor[],
  shape: [number, number, number, number],
): tf.Tensor {
  const scaled = gradients.map((gradient, index) =>
    tf.mul(gradient, tf.reshape(tf.slice(dy, [index], [1]), [])),
  );
  return tf.reshape(
    scaled.reduce((sum, part) => tf.add(sum, part)),
    shape,
  );
}

/** Softmax of every row, right for any finite logits. */
export function softmaxRows(logits: tf.Tensor2D): SoftmaxRows {
  const classCount = logits.shape[1];
  const shifted = tf.sub<tf.Tensor2D>(logits, spread(tf.max(logits, 1, true), classCount));
  const exponentials = tf.exp(shifted);
  const total = tf.sum<tf.Tensor2D>(exponentials, 1, true);
  return {
    logits,
    probabilities: tf.div(exponentials, spread(total, classCount)),
    logarithms: () => tf.sub(shifted, spread(tf.log(total), classCount)),
  };
}
