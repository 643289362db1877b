import * as tf from "@tensorflow/tfjs-core";
import { initializers, type LayerVariable, layers } from "@tensorflow/tfjs-layers";
import type { ConvolutionOptions } from "./convolution.ts";
import { addBias } from "./internal/add-bias.ts";
import { type Layer, type OpenShape, onlyInput } from "./layers/stateless-layer.ts";
import { parseShape } from "./parse-shape.ts";

/**
 * Transposed 2-D convolution as a layer, PyTorch's `ConvTranspose2d`: a map of size n becomes one of
 * (n − 1) · strides − 2 · padding + kernelSize. Weights `"weight"` `[height, width, out, in]` and, if asked
 * for, `"bias"`; all start at zero, so initialise them.
 *
 * @example
 * ```ts
 * const twice = transposedConvolution({ name: "up", filters: 16, kernelSize: 4, strides: 2, padding: 1 });
 * ```
 */
export function transposedConvolution(options: Omit<ConvolutionOptions, "dilation">): Layer {
  return new TransposedConvolutionLayer(options);
}

/** The layer class behind {@link transposedConvolution}. */
export class TransposedConvolutionLayer extends layers.Layer {
  static className = "UndercoatTransposedConvolution";
  readonly settings: Required<
    Pick<ConvolutionOptions, "filters" | "kernelSize" | "strides" | "padding" | "useBias">
  >;
  private kernel: LayerVariable | null = null;
  private bias: LayerVariable | null = null;

  constructor(options: Omit<ConvolutionOptions, "dilation">) {
    const { filters, kernelSize, strides = 1, padding = 0, useBias = false, ...rest } = options;
    super(rest);
    this.settings = { filters, kernelSize, strides, padding, useBias };
  }

  override build(inputShape: OpenShape): void {
    const { filters, kernelSize, useBias } = this.settings;
    const channels = inputShape[inputShape.length - 1] ?? 0;
    const zeros = initializers.zeros();
    this.kernel = this.addWeight("weight", [kernelSize, kernelSize, filters, channels], "float32", zeros);
    if (useBias) this.bias = this.addWeight("bias", [filters], "float32", zeros);
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const { filters, strides, padding } = this.settings;
    const x = onlyInput(inputs);
    const { b, h, w } = parseShape(x, "b h w c");
    const shape: [number, number, number, number] = [b, this.sizeOf(h), this.sizeOf(w), filters];
    return tf.tidy(() => {
      const y = tf.conv2dTranspose(x, this.kernel?.read() as tf.Tensor4D, shape, strides, padding);
      return this.bias ? addBias(y as tf.Tensor4D, this.bias.read() as tf.Tensor1D) : y;
    });
  }

  override computeOutputShape(inputShape: OpenShape): OpenShape {
    const [b, h, w] = inputShape;
    const out = (size: number | null | undefined) => (size == null ? null : this.sizeOf(size));
    return [b ?? null, out(h), out(w), this.settings.filters];
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...this.settings };
  }

  private sizeOf(size: number): number {
    const { kernelSize, strides, padding } = this.settings;
    return (size - 1) * strides - 2 * padding + kernelSize;
  }
}
