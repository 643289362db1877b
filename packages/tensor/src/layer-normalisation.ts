import * as tf from "@tensorflow/tfjs-core";
import { columnSums } from "./internal/column-sums.ts";

/**
 * Normalises every position of `[…, c]` by the mean and the biased variance of its channels:
 * `(x − mean) / √(variance + epsilon) · weight + bias`. Exact gradient to all three inputs.
 *
 * @see {@link https://arxiv.org/abs/1607.06450 | Ba et al., 2016}
 */
export function layerNormalisation(
  x: tf.Tensor4D,
  weight: tf.Tensor1D,
  bias: tf.Tensor1D,
  epsilon: number,
): tf.Tensor4D {
  const operation = tf.customGrad((...inputs) => {
    const [input, scale, shift] = inputs as unknown as [tf.Tensor, tf.Tensor1D, tf.Tensor1D];
    const { normalised, inverse } = normalise(input, epsilon);
    (inputs[3] as unknown as tf.GradSaveFunc)([normalised, inverse, scale]);
    return { value: tf.add(tf.mul(normalised, scale), shift), gradFunc: backward };
  });
  return operation(x, weight, bias) as tf.Tensor4D;
}

function normalise(x: tf.Tensor, epsilon: number): { normalised: tf.Tensor; inverse: tf.Tensor } {
  const centred = tf.sub(x, tf.mean(x, -1, true));
  const variance = tf.mean(tf.square(centred), -1, true);
  const inverse = tf.rsqrt(tf.add(variance, epsilon));
  return { normalised: tf.mul(centred, inverse), inverse };
}

/** With x̂ the normalised input and g = dy · weight: dx = 1/σ · (g − mean(g) − x̂ · mean(g · x̂)). */
function backward(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] {
  const [normalised, inverse, weight] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
  const slope = tf.mul(dy, weight);
  const along = tf.mul(normalised, tf.mean(tf.mul(slope, normalised), -1, true));
  const dx = tf.mul(inverse, tf.sub(tf.sub(slope, tf.mean(slope, -1, true)), along));
  return [dx, columnSums(tf.mul(dy, normalised)), columnSums(dy)];
}
