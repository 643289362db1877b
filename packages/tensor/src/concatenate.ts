import * as tf from "@tensorflow/tfjs-core";
import { type Layer, type LayerOptions, type OpenShape, StatelessLayer } from "./layers/stateless-layer.ts";

/** Tensors side by side along the channels, as a layer: the skip connection of a U-Net. */
export function concatenate(options: LayerOptions): Layer {
  return new ConcatenateLayer(options);
}

/** The layer class behind {@link concatenate}. */
export class ConcatenateLayer extends StatelessLayer {
  static className = "UndercoatConcatenate";

  override compute(inputs: readonly tf.Tensor[]): tf.Tensor {
    return tf.concat([...inputs], -1);
  }

  override outputShapeOf(shapes: readonly OpenShape[]): OpenShape {
    const channels = shapes.reduce((sum, shape) => sum + (shape[shape.length - 1] ?? 0), 0);
    return [...(shapes[0] ?? []).slice(0, -1), channels];
  }
}
