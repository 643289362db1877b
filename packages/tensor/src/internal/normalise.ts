import * as tf from "@tensorflow/tfjs-core";
import { columnSums } from "./column-sums.ts";
import { runFused } from "./fused.ts";

/** `(x − mean) · scale + shift` per channel, with a gradient to `x` alone: a frozen layer costs no sums. */
export function normaliseFixed(
  x: tf.Tensor4D,
  mean: tf.Tensor1D,
  scale: tf.Tensor1D,
  shift: tf.Tensor1D,
): tf.Tensor4D {
  const operation = tf.customGrad((input, save) => {
    (save as tf.GradSaveFunc)([scale]);
    return {
      value: affine(input as tf.Tensor, mean, scale, shift),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => scaled(dy, saved[0] as tf.Tensor1D),
    };
  });
  return operation(x) as tf.Tensor4D;
}

/** `(x − mean) · inverse · weight + bias` per channel, with gradients to `x`, `weight` and `bias`. */
export function normaliseTrainably(
  x: tf.Tensor4D,
  weight: tf.Tensor1D,
  bias: tf.Tensor1D,
  mean: tf.Tensor1D,
  inverse: tf.Tensor1D,
): tf.Tensor4D {
  const operation = tf.customGrad((...inputs) => {
    const [input, factor, shift] = inputs as unknown as [tf.Tensor, tf.Tensor1D, tf.Tensor1D];
    const save = inputs[3] as unknown as tf.GradSaveFunc;
    save([input, factor, mean, inverse]);
    const value = affine(input, mean, tf.mul(factor, inverse) as tf.Tensor1D, shift);
    return { value, gradFunc: trainableGradients };
  });
  return operation(x, weight, bias) as tf.Tensor4D;
}

function trainableGradients(dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] {
  const [x, weight, mean, inverse] = saved as [tf.Tensor, tf.Tensor1D, tf.Tensor1D, tf.Tensor1D];
  const normalised = affine(x, mean, inverse, tf.zerosLike(mean));
  const dx = scaled(dy, tf.mul(weight, inverse) as tf.Tensor1D);
  return [dx, columnSums(tf.mul(dy, normalised)), columnSums(dy)];
}

function scaled(x: tf.Tensor, scale: tf.Tensor1D): tf.Tensor {
  const zeros = tf.zerosLike(scale);
  return affine(x, zeros, scale, zeros);
}

function affine(x: tf.Tensor, mean: tf.Tensor1D, scale: tf.Tensor1D, shift: tf.Tensor1D): tf.Tensor {
  const fused = runFused("UndercoatNormalise", [x, mean, scale, shift]);
  return fused?.[0] ?? tf.add(tf.mul(tf.sub(x, mean), scale), shift);
}
