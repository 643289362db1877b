import * as tf from "@tensorflow/tfjs-core";

/** Probabilities of `[pixel, class]` logits and their logarithms, both exact at ±80. */
export function softmaxOf(logits: tf.Tensor2D): { probabilities: tf.Tensor2D; logarithms: tf.Tensor2D } {
  const shifted = tf.sub(logits, tf.max(logits, 1, true));
  const exponentials = tf.exp(shifted);
  const total = tf.sum(exponentials, 1, true);
  return {
    probabilities: tf.div(exponentials, total),
    logarithms: tf.sub(shifted, tf.log(total)),
  };
}
