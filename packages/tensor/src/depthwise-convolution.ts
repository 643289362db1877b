import * as tf from "@tensorflow/tfjs-core";
import { initializers, type LayerVariable, layers } from "@tensorflow/tfjs-layers";
import type { ConvolutionOptions } from "./convolution.ts";
import { addBias } from "./internal/add-bias.ts";
import { checkDilation } from "./internal/check-dilation.ts";
import { convolvedSize } from "./internal/convolved-size.ts";
import { dilatedConvolution } from "./internal/dilated-convolution.ts";
import { type Layer, type OpenShape, onlyInput } from "./layers/stateless-layer.ts";

/** Options of {@link depthwiseConvolution}. */
export type DepthwiseConvolutionOptions = Omit<ConvolutionOptions, "filters">;

/**
 * 2-D convolution of every channel with a kernel of its own (PyTorch's `groups = channels`), padded as
 * PyTorch pads. Weights `"weight"` `[height, width, channels, 1]` and, if asked for, `"bias"`; all start
 * at zero, so initialise them.
 *
 * @throws {TensorError} `DILATED_STRIDE` if both stride and dilation are above 1.
 *
 * @see {@link https://arxiv.org/abs/1610.02357 | Chollet, CVPR 2017}
 *
 * @example
 * ```ts
 * const layer = depthwiseConvolution({ name: "conv_dw", kernelSize: 7, padding: 3, useBias: true });
 * ```
 */
export function depthwiseConvolution(options: DepthwiseConvolutionOptions): Layer {
  return new DepthwiseConvolutionLayer(options);
}

/** The layer class behind {@link depthwiseConvolution}. */
export class DepthwiseConvolutionLayer extends layers.Layer {
  static className = "UndercoatDepthwiseConvolution";
  readonly settings: Required<Omit<DepthwiseConvolutionOptions, "name">>;
  private kernel: LayerVariable | null = null;
  private bias: LayerVariable | null = null;

  constructor({
    kernelSize,
    strides = 1,
    padding = 0,
    dilation = 1,
    useBias = false,
    ...rest
  }: DepthwiseConvolutionOptions) {
    super(rest);
    checkDilation(rest.name, strides, dilation);
    this.settings = { kernelSize, strides, padding, dilation, useBias };
  }

  override build(inputShape: OpenShape): void {
    const { kernelSize, useBias } = this.settings;
    const channels = inputShape[inputShape.length - 1] ?? 0;
    const zeros = initializers.zeros();
    this.kernel = this.addWeight("weight", [kernelSize, kernelSize, channels, 1], "float32", zeros);
    if (useBias) this.bias = this.addWeight("bias", [channels], "float32", zeros);
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { strides, padding, dilation } = this.settings;
    const kernel = this.kernel?.read() as tf.Tensor4D;
    return tf.tidy(() => {
      const x = onlyInput(inputs);
      const y =
        dilation === 1
          ? tf.depthwiseConv2d(x, kernel, strides, padding)
          : dilatedConvolution(x, kernel, { padding, dilation, depthwise: true });
      return this.bias ? addBias(y, this.bias.read() as tf.Tensor1D) : y;
    });
  }

  override computeOutputShape([b, h, w, c]: OpenShape): OpenShape {
    const out = (size: number | null | undefined) => convolvedSize(size, this.settings);
    return [b ?? null, out(h), out(w), c ?? null];
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...this.settings };
  }
}
