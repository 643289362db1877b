import * as tf from "@tensorflow/tfjs-core";
import { columnSums } from "./column-sums.ts";

/** `[b, h, w, c]` plus one number a channel; the gradient to the bias is a sum over columns. */
export function addBias(x: tf.Tensor4D, bias: tf.Tensor1D): tf.Tensor {
  const operation = tf.customGrad((input, row) => ({
    value: tf.add(input as tf.Tensor, row as tf.Tensor),
    gradFunc: (dy: tf.Tensor) => [dy.clone(), columnSums(dy)],
  }));
  return operation(x, bias);
}
