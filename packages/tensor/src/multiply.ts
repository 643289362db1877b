import * as tf from "@tensorflow/tfjs-core";
import { type Layer, type LayerOptions, type OpenShape, StatelessLayer } from "./layers/stateless-layer.ts";

/**
 * A map times a gate as a layer of two inputs `[map, gate]`. The gate is `[b, h, w, c]`, `[b, 1, 1, c]` or
 * `[b, h, w, 1]`: one factor a value, a channel or a pixel.
 */
export function multiply(options: LayerOptions): Layer {
  return new MultiplyLayer(options);
}

/** The layer class behind {@link multiply}. */
export class MultiplyLayer extends StatelessLayer {
  static className = "UndercoatMultiply";

  override compute([x, gate]: readonly tf.Tensor[]): tf.Tensor {
    return tf.mul(x as tf.Tensor, gate as tf.Tensor);
  }

  override outputShapeOf([shape]: readonly OpenShape[]): OpenShape {
    return shape ?? [];
  }
}
