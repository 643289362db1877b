import * as tf from "@tensorflow/tfjs-core";
import { initializers, type LayerVariable, layers } from "@tensorflow/tfjs-layers";
import { addBias } from "./internal/add-bias.ts";
import { checkDilation } from "./internal/check-dilation.ts";
import { convolvedSize } from "./internal/convolved-size.ts";
import { dilatedConvolution } from "./internal/dilated-convolution.ts";
import { type Layer, type LayerOptions, type OpenShape, onlyInput } from "./layers/stateless-layer.ts";

/** Options of {@link convolution}. */
export interface ConvolutionOptions extends LayerOptions {
  /** Number of output channels. */
  readonly filters: number;
  /** Height and width of the kernel. */
  readonly kernelSize: number;
  /** Step in both directions; 1 if omitted. */
  readonly strides?: number;
  /** Zero pixels added on each of the four sides, as in PyTorch; 0 if omitted. */
  readonly padding?: number;
  /** Distance between the cells of the kernel, in pixels; 1 if omitted. Above 1 the stride is 1. */
  readonly dilation?: number;
  /** Whether a bias is added; `false` if omitted. */
  readonly useBias?: boolean;
}

/**
 * 2-D convolution as a layer, padded as PyTorch pads. Weights `"weight"`
 * `[height, width, in, out]` and, if asked for, `"bias"`; all start at zero, so initialise them.
 *
 * @throws {TensorError} `DILATED_STRIDE` if both stride and dilation are above 1.
 *
 * @example
 * ```ts
 * const layer = convolution({ name: "stem", filters: 16, kernelSize: 3, strides: 2, padding: 1 });
 * ```
 */
export function convolution(options: ConvolutionOptions): Layer {
  return new ConvolutionLayer(options);
}

/** The layer class behind {@link convolution}. */
export class ConvolutionLayer extends layers.Layer {
  static className = "UndercoatConvolution";
  readonly settings: Required<Omit<ConvolutionOptions, "name">>;
  private kernel: LayerVariable | null = null;
  private bias: LayerVariable | null = null;

  constructor({
    filters,
    kernelSize,
    strides = 1,
    padding = 0,
    dilation = 1,
    useBias = false,
    ...rest
  }: ConvolutionOptions) {
    super(rest);
    checkDilation(rest.name, strides, dilation);
    this.settings = { filters, kernelSize, strides, padding, dilation, useBias };
  }

  override build(inputShape: OpenShape): void {
    const { filters, kernelSize, useBias } = this.settings;
    const channels = inputShape[inputShape.length - 1] ?? 0;
    const zeros = initializers.zeros();
    this.kernel = this.addWeight("weight", [kernelSize, kernelSize, channels, filters], "float32", zeros);
    if (useBias) this.bias = this.addWeight("bias", [filters], "float32", zeros);
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { strides, padding, dilation } = this.settings;
    const kernel = this.kernel?.read() as tf.Tensor4D;
    return tf.tidy(() => {
      const x = onlyInput(inputs);
      const y =
        dilation === 1
          ? tf.conv2d(x, kernel, strides, padding)
          : dilatedConvolution(x, kernel, { padding, dilation, depthwise: false });
      return this.bias ? addBias(y, this.bias.read() as tf.Tensor1D) : y;
    });
  }

  override computeOutputShape(inputShape: OpenShape): OpenShape {
    const [b, h, w] = inputShape;
    const out = (size: number | null | undefined) => convolvedSize(size, this.settings);
    return [b ?? null, out(h), out(w), this.settings.filters];
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...this.settings };
  }
}
