import * as tf from "@tensorflow/tfjs-core";
import { type Layer, type LayerOptions, type OpenShape, StatelessLayer } from "./layers/stateless-layer.ts";

/**
 * Max pooling 3×3, stride 2, padding 1, as at the start of a ResNet. Cells outside the image
 * never win, so the values equal PyTorch's everywhere.
 *
 * @remarks Where no engine of `@undercoat/engines` is in use, the wasm backend's own gradient
 *   is right only directly after a ReLU.
 */
export function maxPool3x3Stride2(options: LayerOptions): Layer {
  return new MaxPoolLayer(options);
}

/** The layer class behind {@link maxPool3x3Stride2}. */
export class MaxPoolLayer extends StatelessLayer {
  static className = "UndercoatMaxPool3x3Stride2";

  override compute([x]: readonly tf.Tensor[]): tf.Tensor {
    return tf.maxPool(x as tf.Tensor4D, 3, 2, 1);
  }

  override outputShapeOf([shape]: readonly OpenShape[]): OpenShape {
    const [b, h, w, c] = shape ?? [];
    const half = (size: number | null | undefined) => (size == null ? null : Math.floor((size - 1) / 2) + 1);
    return [b ?? null, half(h), half(w), c ?? null];
  }
}
