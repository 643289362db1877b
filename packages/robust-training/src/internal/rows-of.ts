import * as tf from "@tensorflow/tfjs-core";

/** A batch as rows: one per pixel. All of it is constant: nothing here is differentiated. */
export interface PixelRows {
  /** `[pixel, class]`. */
  readonly probabilities: tf.Tensor2D;
  /** `[pixel, class]`: 1 at the label, zeros where it is ignored. */
  readonly oneHot: tf.Tensor2D;
  /** `[pixel, 1]`: 1 where the label counts. */
  readonly valid: tf.Tensor2D;
}

/** Softmax and labels of a batch. Call it inside a tidy. */
export function rowsOf(logits: tf.Tensor4D, labels: tf.Tensor3D): PixelRows {
  const classCount = logits.shape[3];
  const flat = tf.cast(tf.reshape(labels, [-1]), "int32") as tf.Tensor1D;
  const oneHot = tf.cast(tf.oneHot(flat, classCount), "float32") as tf.Tensor2D; // zeros for 255
  return {
    probabilities: tf.softmax(tf.reshape(logits, [-1, classCount])) as tf.Tensor2D,
    oneHot,
    valid: tf.sum(oneHot, 1, true) as tf.Tensor2D,
  };
}

/** Probability of the label, `[pixel, 1]`; 0 where it is ignored. */
export function labelProbability({ probabilities, oneHot }: PixelRows): tf.Tensor2D {
  return tf.sum(tf.mul(probabilities, oneHot), 1, true) as tf.Tensor2D;
}
