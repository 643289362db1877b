import * as tf from "@tensorflow/tfjs-core";
import { spread, sumAcross } from "./rows.ts";

/** Probabilities of `[pixel, class]` logits. */
export function softmaxOf(logits: tf.Tensor2D): tf.Tensor2D {
  const exponentials = tf.exp(shiftedOf(logits));
  return tf.div(exponentials, sumAcross(exponentials));
}

/** Probabilities of `[pixel, class]` logits and their logarithms, both exact at ±80. */
export function logSoftmaxOf(logits: tf.Tensor2D): { probabilities: tf.Tensor2D; logarithms: tf.Tensor2D } {
  const shifted = shiftedOf(logits);
  const exponentials = tf.exp(shifted);
  const total = tf.sum(exponentials, 1, true) as tf.Tensor2D;
  const classCount = logits.shape[1];
  return {
    probabilities: tf.div(exponentials, spread(total, classCount)),
    logarithms: tf.sub(shifted, spread(tf.log(total), classCount)),
  };
}

function shiftedOf(logits: tf.Tensor2D): tf.Tensor2D {
  return tf.sub(logits, spread(tf.max(logits, 1, true) as tf.Tensor2D, logits.shape[1]));
}
