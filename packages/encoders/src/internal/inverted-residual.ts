import type { SymbolicTensor } from "@tensorflow/tfjs-layers";
import { add, batchNorm, depthwiseConvolution, type GraphBuilder, relu6 } from "@undercoat/tensor";

/** One block of MobileNetV2. */
export interface InvertedResidualPlan {
  /** Module path of torchvision, such as `encoder.features.2`. */
  readonly path: string;
  readonly inChannels: number;
  readonly filters: number;
  /** Channels inside, divided by those of the input; 1: no first convolution. */
  readonly expansion: number;
  readonly strides: number;
  readonly dilation: number;
  /** Whether the input is added to the output. */
  readonly residual: boolean;
}

/** Widens by 1×1, convolves every channel by itself, and narrows by 1×1 without an activation. */
export function addInvertedResidual(
  graph: GraphBuilder,
  input: SymbolicTensor,
  { path, inChannels, filters, expansion, strides, dilation, residual }: InvertedResidualPlan,
): SymbolicTensor {
  const conv = `${path}.conv`;
  let y = input;
  let next = 0;
  if (expansion !== 1) {
    const wide = { filters: expansion * inChannels, kernelSize: 1 };
    y = addActivated(graph, y, { path: `${conv}.${next++}`, ...wide });
  }
  const own = { name: `${conv}.${next}.0`, kernelSize: 3, strides, dilation, padding: dilation };
  y = graph.apply(depthwiseConvolution(own), y);
  y = graph.apply(batchNorm({ name: `${conv}.${next}.1` }), y);
  y = graph.apply(relu6({ name: `${conv}.${next}.2` }), y);
  const narrow = { name: `${conv}.${next + 1}`, normName: `${conv}.${next + 2}`, filters, kernelSize: 1 };
  const output = graph.convolutionNorm(y, narrow);
  return residual ? graph.apply(add({ name: `${path}.add` }), [input, output]) : output;
}

/** Convolution, batch norm and ReLU6 under the names `0`, `1` and `2`. */
export function addActivated(
  graph: GraphBuilder,
  input: SymbolicTensor,
  {
    path,
    ...sizes
  }: {
    readonly path: string;
    readonly filters: number;
    readonly kernelSize: number;
    readonly strides?: number;
  },
): SymbolicTensor {
  const normed = graph.convolutionNorm(input, { name: `${path}.0`, normName: `${path}.1`, ...sizes });
  return graph.apply(relu6({ name: `${path}.2` }), normed);
}
