import * as tf from "@tensorflow/tfjs-core";
import { initializers, type LayerVariable, layers } from "@tensorflow/tfjs-layers";
import { columnSums } from "./internal/column-sums.ts";
import { type Layer, type LayerOptions, type OpenShape, onlyInput } from "./layers/stateless-layer.ts";

/** Where training starts: a residual branch that adds almost nothing. */
const INITIAL = 1e-6;

/**
 * Multiplies every channel by a trained number, `"gamma"`, that starts at 1e-6: the end of a residual branch
 * of ConvNeXt.
 *
 * @see {@link https://arxiv.org/abs/2103.17239 | Touvron et al., ICCV 2021}
 */
export function layerScale(options: LayerOptions): Layer {
  return new LayerScaleLayer(options);
}

/** The layer class behind {@link layerScale}. */
export class LayerScaleLayer extends layers.Layer {
  static className = "UndercoatLayerScale";
  private gamma: LayerVariable | null = null;

  override build(inputShape: OpenShape): void {
    const shape = [inputShape[inputShape.length - 1] ?? 0];
    this.gamma = this.addWeight("gamma", shape, "float32", initializers.constant({ value: INITIAL }));
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return scaleChannels(onlyInput(inputs), this.gamma?.read() as tf.Tensor1D);
  }

  override computeOutputShape(inputShape: OpenShape): OpenShape {
    return inputShape;
  }
}

function scaleChannels(x: tf.Tensor4D, gamma: tf.Tensor1D): tf.Tensor {
  const operation = tf.customGrad((...inputs) => {
    const [input, scale, save] = inputs as unknown as [tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    save([input, scale]);
    return {
      value: tf.mul(input, scale),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [before, factor] = saved as [tf.Tensor, tf.Tensor];
        return [tf.mul(dy, factor), columnSums(tf.mul(dy, before))];
      },
    };
  });
  return operation(x, gamma);
}
