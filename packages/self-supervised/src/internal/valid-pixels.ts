import * as tf from "@tensorflow/tfjs-core";
import { IGNORE_INDEX } from "@undercoat/raster";

/** `[batch, height, width, 1]`: 1 where a pixel counts, 0 where its label is 255. */
export function validPixels(labels: tf.Tensor3D): tf.Tensor4D {
  return tf.expandDims(tf.cast(tf.notEqual(labels, IGNORE_INDEX), "float32"), 3) as tf.Tensor4D;
}
