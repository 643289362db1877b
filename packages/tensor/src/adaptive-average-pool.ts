import * as tf from "@tensorflow/tfjs-core";
import { type Layer, type LayerOptions, type OpenShape, StatelessLayer } from "./layers/stateless-layer.ts";
import { resample } from "./resample.ts";

/** Options of {@link adaptiveAveragePool}. */
export interface AdaptiveAveragePoolOptions extends LayerOptions {
  /** Height and width of the result. */
  readonly size: number;
}

/**
 * The mean over `size` × `size` bins as a layer: `[b, h, w, c]` to `[b, size, size, c]`, PyTorch's
 * `AdaptiveAvgPool2d`. Bins overlap where the sizes do not divide, and repeat pixels where the image is smaller.
 */
export function adaptiveAveragePool(options: AdaptiveAveragePoolOptions): Layer {
  return new AdaptiveAveragePoolLayer(options);
}

/** The mean over height and width as a layer: `[b, h, w, c]` to `[b, 1, 1, c]`. */
export function globalMean(options: LayerOptions): Layer {
  return new AdaptiveAveragePoolLayer({ ...options, size: 1 });
}

/** The layer class behind {@link adaptiveAveragePool} and {@link globalMean}. */
export class AdaptiveAveragePoolLayer extends StatelessLayer {
  static className = "UndercoatAdaptiveAveragePool";
  readonly size: number;

  constructor(options: AdaptiveAveragePoolOptions) {
    super(options);
    this.size = options.size;
  }

  override compute([x]: readonly tf.Tensor[]): tf.Tensor {
    if (this.size === 1) return tf.mean(x as tf.Tensor, [1, 2], true);
    return resample(x as tf.Tensor4D, [this.size, this.size], { mode: "average" });
  }

  override outputShapeOf([shape = []]: readonly OpenShape[]): OpenShape {
    return [shape[0] ?? null, this.size, this.size, shape[3] ?? null];
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), size: this.size };
  }
}
