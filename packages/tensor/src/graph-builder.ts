import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import { batchNorm } from "./batch-norm.ts";
import { convolution } from "./convolution.ts";
import type { Layer } from "./layers/stateless-layer.ts";
import { relu } from "./relu.ts";

/** Adds layers to a graph and remembers their names: what an encoder or decoder is built with. */
export class GraphBuilder {
  readonly layerNames: string[] = [];

  /** Applies a layer that was just made. */
  apply(layer: Layer, input: SymbolicTensor | SymbolicTensor[]): SymbolicTensor {
    this.layerNames.push(layer.name);
    return layer.apply(input) as SymbolicTensor;
  }

  /** Convolution without bias, padded to keep the size, and batch normalisation. */
  convolutionNorm(input: SymbolicTensor, options: ConvolutionNormOptions): SymbolicTensor {
    const { normName, ...kernel } = options;
    const padding = ((kernel.kernelSize - 1) / 2) * (kernel.dilation ?? 1);
    const layer = convolution({ ...kernel, padding });
    return this.apply(batchNorm({ name: normName }), this.apply(layer, input));
  }

  /** ReLU. */
  relu(input: SymbolicTensor, name: string): SymbolicTensor {
    return this.apply(relu({ name }), input);
  }
}

/** Options of {@link GraphBuilder.convolutionNorm}. */
export interface ConvolutionNormOptions {
  readonly name: string;
  readonly normName: string;
  readonly filters: number;
  readonly kernelSize: number;
  readonly strides?: number;
  readonly dilation?: number;
}
