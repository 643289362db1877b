import * as tf from "@tensorflow/tfjs-core";

// Products with ones instead of broadcasts: on the wasm backend a broadcast of 65 536 × 2 numbers takes
// 0.95 ms and the product 0.25 ms.

/** A column `[pixel, 1]` in every one of `count` columns. */
export function spread(column: tf.Tensor2D, count: number): tf.Tensor2D {
  return tf.matMul(column, tf.ones<tf.Rank.R2>([1, count]));
}

/** The sum of every row, in all of its places. */
export function sumAcross(x: tf.Tensor2D): tf.Tensor2D {
  const count = x.shape[1];
  return tf.matMul(x, tf.ones<tf.Rank.R2>([count, count]));
}

/** The sum of every row, `[pixel, 1]`. */
export function sumRows(x: tf.Tensor2D): tf.Tensor2D {
  return tf.matMul(x, tf.ones<tf.Rank.R2>([x.shape[1], 1]));
}

/** The gradient by logits of what has the gradient `slopes` by their softmax: p · (slopes - Σ slopes · p). */
export function throughSoftmax(slopes: tf.Tensor2D, probabilities: tf.Tensor2D): tf.Tensor2D {
  const weighted = tf.mul<tf.Tensor2D>(slopes, probabilities);
  return tf.sub(weighted, tf.mul(probabilities, sumAcross(weighted)));
}

/** Every row times the same `[1, class]` factors. */
export function scaleColumns(x: tf.Tensor2D, factors: tf.Tensor2D): tf.Tensor2D {
  const count = x.shape[1];
  const diagonal = tf.mul(tf.eye(count), factors) as tf.Tensor2D;
  return tf.matMul(x, diagonal);
}
