import * as tf from "@tensorflow/tfjs-core";

/** Σ w (-Σ soft ln p) / Σ w of constant weights, with the gradient w (p Σ soft - soft) / Σ w. */
export function softEntropy(logits: tf.Tensor4D, weights: tf.Tensor3D, soft: tf.Tensor): tf.Scalar {
  const operation = tf.customGrad((...given) => {
    const [x, save] = given as unknown as [tf.Tensor4D, tf.GradSaveFunc];
    const share = tf.expandDims(tf.div(weights, tf.maximum(tf.sum(weights), 1e-7)), 3);
    const probabilities = tf.softmax(x);
    const total = tf.sum(soft, 3, true);
    save([tf.mul(share, tf.sub(tf.mul(probabilities, total), soft))]);
    const surprise = tf.neg(tf.mul(soft, tf.log(tf.maximum(probabilities, 1e-7))));
    const value = tf.sum(tf.mul(share, surprise));
    return { value, gradFunc: (dy: tf.Tensor, [slopes]: tf.Tensor[]) => tf.mul(slopes!, dy) };
  });
  return operation(logits) as tf.Scalar;
}
