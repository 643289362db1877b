import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-layers"; // registers the gradients of tfjs's own operations

/**
 * `compute(x)` as a constant: no gradient flows back to `x`, and operations without a
 * gradient are allowed inside. TensorFlow.js has no `stopGradient`.
 *
 * @example
 * ```ts
 * const target = constantOf((logits) => tf.argMax(logits, -1), logits);
 * ```
 */
export function constantOf<Result extends tf.Tensor>(
  compute: (x: tf.Tensor) => Result,
  x: tf.Tensor,
): Result {
  const operation = tf.customGrad((...inputs) => {
    const input = inputs[0] as tf.Tensor;
    return { value: compute(input), gradFunc: () => tf.zerosLike(input) };
  });
  return operation(x) as Result;
}
