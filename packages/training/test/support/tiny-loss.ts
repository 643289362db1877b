import * as tf from "@tensorflow/tfjs-core";
import type { Loss } from "@undercoat/segmentation";

/** Mean cross-entropy over pixels that are not 255, and half of the mean squared logit, as two terms. */
export function tinyLoss(): Loss {
  return {
    kind: "loss",
    name: "tiny",
    options: { decay: 0.5 },
    evaluate: (logits, labels) => {
      const { entropy, size } = terms(logits, labels);
      return tf.add(entropy, size);
    },
    parts: (logits, labels) => terms(logits, labels),
  };
}

function terms(logits: tf.Tensor4D, labels: tf.Tensor3D): { entropy: tf.Scalar; size: tf.Scalar } {
  const last = logits.shape[3] - 1;
  const counted = tf.cast(tf.notEqual(labels, 255), "float32");
  const oneHot = tf.cast(tf.oneHot(tf.cast(tf.minimum(labels, last), "int32"), last + 1), "float32");
  const perPixel = tf.neg(tf.mul(tf.sum(tf.mul(tf.logSoftmax(logits), oneHot), 3), counted));
  const entropy = tf.div(tf.sum(perPixel), tf.maximum(tf.sum(counted), 1)) as tf.Scalar;
  return { entropy, size: tf.mul(tf.mean(tf.square(logits)), 0.005) as tf.Scalar };
}
