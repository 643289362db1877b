import * as tf from "@tensorflow/tfjs-core";
import { hasFused, runFused } from "./internal/fused.ts";
import { type Layer, type LayerOptions, type OpenShape, StatelessLayer } from "./layers/stateless-layer.ts";

/** `max(x, 0)` as a layer; NaN stays NaN, and the gradient at 0 is 0 as in PyTorch. */
export function relu(options: LayerOptions): Layer {
  return new ReluLayer(options);
}

/** The layer class behind {@link relu}. */
export class ReluLayer extends StatelessLayer {
  static className = "UndercoatRelu";

  override compute([x]: readonly tf.Tensor[]): tf.Tensor {
    return rectify(x as tf.Tensor);
  }

  override outputShapeOf([shape]: readonly OpenShape[]): OpenShape {
    return shape ?? [];
  }
}

function rectify(x: tf.Tensor): tf.Tensor {
  if (!hasFused("UndercoatRelu")) return tf.relu(x);
  const operation = tf.customGrad((input, save) => {
    const value = runFused("UndercoatRelu", [input as tf.Tensor])?.[0] as tf.Tensor;
    (save as tf.GradSaveFunc)([value]);
    return {
      value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        runFused("UndercoatReluGrad", [dy, saved[0] as tf.Tensor])?.[0] as tf.Tensor,
    };
  });
  return operation(x);
}
