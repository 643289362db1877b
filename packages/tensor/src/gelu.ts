import * as tf from "@tensorflow/tfjs-core";
import { type Layer, type LayerOptions, type OpenShape, StatelessLayer } from "./layers/stateless-layer.ts";

/**
 * `x · Φ(x)` with the exact normal distribution function (erf), as a layer. TensorFlow.js's erf is right to 1.5e-7.
 *
 * @see {@link https://arxiv.org/abs/1606.08415 | Hendrycks and Gimpel, 2016}
 */
export function gelu(options: LayerOptions): Layer {
  return new GeluLayer(options);
}

/** The layer class behind {@link gelu}. */
export class GeluLayer extends StatelessLayer {
  static className = "UndercoatGelu";

  override compute([x]: readonly tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => weighByNormal(x as tf.Tensor));
  }

  override outputShapeOf([shape]: readonly OpenShape[]): OpenShape {
    return shape ?? [];
  }
}

function weighByNormal(x: tf.Tensor): tf.Tensor {
  const operation = tf.customGrad((input, save) => {
    const value = input as tf.Tensor;
    (save as tf.GradSaveFunc)([value]);
    return {
      value: tf.mul(value, distribution(value)),
      gradFunc: (dy: tf.Tensor, [saved]: tf.Tensor[]) => tf.mul(dy, slope(saved as tf.Tensor)),
    };
  });
  return operation(x);
}

/** Φ(x). */
function distribution(x: tf.Tensor): tf.Tensor {
  return tf.add(tf.mul(tf.erf(tf.mul(x, Math.SQRT1_2)), 0.5), 0.5);
}

/** Φ(x) + x · φ(x). */
function slope(x: tf.Tensor): tf.Tensor {
  const density = tf.mul(tf.exp(tf.mul(tf.square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
  return tf.add(distribution(x), tf.mul(x, density));
}
