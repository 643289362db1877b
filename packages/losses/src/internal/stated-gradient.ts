import * as tf from "@tensorflow/tfjs-core";

/** A scalar, and its gradient by every input. */
export interface Stated {
  readonly value: tf.Tensor;
  readonly gradients: readonly tf.Tensor[];
}

/** The scalar that `compute` gives for the inputs, with the gradients it states. Call it inside a tidy. */
export function statedGradient(inputs: readonly tf.Tensor[], compute: () => Stated): tf.Scalar {
  const operation = tf.customGrad((...received) => {
    const save = received.at(-1) as unknown as tf.GradSaveFunc;
    const { value, gradients } = compute();
    save([...gradients]);
    return {
      value: tf.reshape(value, []),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => saved.map((gradient) => tf.mul(gradient, dy)),
    };
  });
  return operation(...inputs) as tf.Scalar;
}
