import * as tf from "@tensorflow/tfjs-core";
import { initializers, type LayerVariable, layers } from "@tensorflow/tfjs-layers";
import { layerNormalisation } from "./layer-normalisation.ts";
import { type Layer, type LayerOptions, type OpenShape, onlyInput } from "./layers/stateless-layer.ts";

/** Options of {@link layerNorm}. */
export interface LayerNormOptions extends LayerOptions {
  /** Added to the variance; 1e-5 if omitted, as in PyTorch. ConvNeXt and UPerNet take 1e-6. */
  readonly epsilon?: number;
}

/**
 * Layer normalisation over the channels of every position, as a layer: what is called `LayerNorm2d`
 * where channels come first. Weights `"weight"` and `"bias"`. Training and inference are the same.
 *
 * @example
 * ```ts
 * const layer = layerNorm({ name: "norm", epsilon: 1e-6 });
 * ```
 */
export function layerNorm(options: LayerNormOptions): Layer {
  return new LayerNormLayer(options);
}

/** The layer class behind {@link layerNorm}. */
export class LayerNormLayer extends layers.Layer {
  static className = "UndercoatLayerNorm";
  readonly epsilon: number;
  private parts: [LayerVariable, LayerVariable] | null = null;

  constructor({ epsilon = 1e-5, ...rest }: LayerNormOptions) {
    super(rest);
    this.epsilon = epsilon;
  }

  override build(inputShape: OpenShape): void {
    const shape = [inputShape[inputShape.length - 1] ?? 0];
    this.parts = [
      this.addWeight("weight", shape, "float32", initializers.ones()),
      this.addWeight("bias", shape, "float32", initializers.zeros()),
    ];
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [weight, bias] = (this.parts ?? []).map((part) => part.read()) as [tf.Tensor1D, tf.Tensor1D];
    return tf.tidy(() => layerNormalisation(onlyInput(inputs), weight, bias, this.epsilon));
  }

  override computeOutputShape(inputShape: OpenShape): OpenShape {
    return inputShape;
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), epsilon: this.epsilon };
  }
}
