import * as tf from "@tensorflow/tfjs-core";
import { type Layer, type LayerOptions, type OpenShape, StatelessLayer } from "./layers/stateless-layer.ts";

/** The sum of tensors of one shape, as a layer: the end of a residual block. */
export function add(options: LayerOptions): Layer {
  return new AddLayer(options);
}

/** The layer class behind {@link add}. */
export class AddLayer extends StatelessLayer {
  static className = "UndercoatAdd";

  override compute(inputs: readonly tf.Tensor[]): tf.Tensor {
    return inputs.reduce((sum, input) => tf.add(sum, input));
  }

  override outputShapeOf([shape]: readonly OpenShape[]): OpenShape {
    return shape ?? [];
  }
}
