import * as tf from "@tensorflow/tfjs-core";
import { convolvedSize } from "./internal/convolved-size.ts";
import { type Layer, type LayerOptions, type OpenShape, StatelessLayer } from "./layers/stateless-layer.ts";

/** Options of {@link maxPool} and {@link averagePool}. */
export interface PoolOptions extends LayerOptions {
  /** Height and width of the window. */
  readonly kernelSize: number;
  /** Step in both directions. */
  readonly strides: number;
  /** Pixels added on each of the four sides; 0 if omitted. */
  readonly padding?: number;
}

/**
 * Max pooling as a layer. Cells outside the image never win, so the values equal PyTorch's everywhere.
 *
 * @remarks Where no engine of `@undercoat/engines` is in use, the wasm backend's own gradient is wrong for
 *   windows without a positive value.
 */
export function maxPool(options: PoolOptions): Layer {
  return new WindowMaxPoolLayer(options);
}

/** Average pooling as a layer. Cells outside the image count as zeros, as in PyTorch's default. */
export function averagePool(options: PoolOptions): Layer {
  return new AveragePoolLayer(options);
}

/** A layer that moves a window. */
abstract class PoolLayer extends StatelessLayer {
  readonly settings: Required<Omit<PoolOptions, "name">>;

  constructor({ kernelSize, strides, padding = 0, ...rest }: PoolOptions) {
    super(rest);
    this.settings = { kernelSize, strides, padding };
  }

  override outputShapeOf([shape]: readonly OpenShape[]): OpenShape {
    const [b, h, w, c] = shape ?? [];
    return [b ?? null, convolvedSize(h, this.settings), convolvedSize(w, this.settings), c ?? null];
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...this.settings };
  }
}

/** The layer class behind {@link maxPool}. */
export class WindowMaxPoolLayer extends PoolLayer {
  static className = "UndercoatMaxPool";

  override compute([x]: readonly tf.Tensor[]): tf.Tensor {
    const { kernelSize, strides, padding } = this.settings;
    return tf.maxPool(x as tf.Tensor4D, kernelSize, strides, padding);
  }
}

/** The layer class behind {@link averagePool}. */
export class AveragePoolLayer extends PoolLayer {
  static className = "UndercoatAveragePool";

  override compute([x]: readonly tf.Tensor[]): tf.Tensor {
    const { kernelSize, strides, padding } = this.settings;
    return tf.tidy(() => {
      const sides: [number, number] = [padding, padding];
      const image = padding === 0 ? x : tf.pad(x as tf.Tensor4D, [[0, 0], sides, sides, [0, 0]]);
      return tf.avgPool(image as tf.Tensor4D, kernelSize, strides, "valid"); // "same" has a wrong gradient
    });
  }
}
