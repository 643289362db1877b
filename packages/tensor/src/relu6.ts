import * as tf from "@tensorflow/tfjs-core";
import { runFused } from "./internal/fused.ts";
import { type Layer, type LayerOptions, type OpenShape, StatelessLayer } from "./layers/stateless-layer.ts";

/** `min(max(x, 0), 6)` as a layer; NaN stays NaN, and the gradient at 0 and at 6 is 0 as in PyTorch. */
export function relu6(options: LayerOptions): Layer {
  return new Relu6Layer(options);
}

/** The layer class behind {@link relu6}. */
export class Relu6Layer extends StatelessLayer {
  static className = "UndercoatRelu6";

  override compute([x]: readonly tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => clip(x as tf.Tensor));
  }

  override outputShapeOf([shape]: readonly OpenShape[]): OpenShape {
    return shape ?? [];
  }
}

function clip(x: tf.Tensor): tf.Tensor {
  const operation = tf.customGrad((input, save) => {
    const value = forward(input as tf.Tensor);
    (save as tf.GradSaveFunc)([value]);
    return { value, gradFunc: (dy: tf.Tensor, [y]: tf.Tensor[]) => backward(dy, y as tf.Tensor) };
  });
  return operation(x);
}

function forward(x: tf.Tensor): tf.Tensor {
  return runFused("UndercoatRelu6", [x])?.[0] ?? tf.relu6(x);
}

function backward(dy: tf.Tensor, y: tf.Tensor): tf.Tensor {
  const inside = () => tf.mul(tf.step(y), tf.step(tf.sub(6, y)));
  return runFused("UndercoatRelu6Grad", [dy, y])?.[0] ?? tf.mul(dy, inside());
}
