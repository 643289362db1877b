import * as tf from "@tensorflow/tfjs-core";
import { type Layer, type LayerOptions, type OpenShape, StatelessLayer } from "./layers/stateless-layer.ts";

/** `1 / (1 + e^−x)` as a layer: a gate between 0 and 1. */
export function sigmoid(options: LayerOptions): Layer {
  return new SigmoidLayer(options);
}

/** The layer class behind {@link sigmoid}. */
export class SigmoidLayer extends StatelessLayer {
  static className = "UndercoatSigmoid";

  override compute([x]: readonly tf.Tensor[]): tf.Tensor {
    return tf.sigmoid(x as tf.Tensor);
  }

  override outputShapeOf([shape]: readonly OpenShape[]): OpenShape {
    return shape ?? [];
  }
}
