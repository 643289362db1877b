import * as tf from "@tensorflow/tfjs-core";
import { runFused } from "./fused.ts";

/** Sums over all axes but the last: `[…, c]` to `[c]`. A product with a row of ones: no transpose. */
export function columnSums(x: tf.Tensor): tf.Tensor1D {
  const fused = runFused("UndercoatColumnSums", [x]);
  if (fused) return fused[0] as tf.Tensor1D;
  return tf.tidy(() => {
    const channels = x.shape[x.shape.length - 1] ?? 1;
    const rows = tf.reshape(x, [-1, channels]) as tf.Tensor2D;
    const ones = tf.ones([1, rows.shape[0]]) as tf.Tensor2D;
    return tf.reshape(tf.matMul(ones, rows), [channels]) as tf.Tensor1D;
  });
}
