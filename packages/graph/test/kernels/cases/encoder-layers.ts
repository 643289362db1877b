import {
  averagePool,
  convolution,
  depthwiseConvolution,
  gelu,
  layerNorm,
  layerScale,
  maxPool,
  relu6,
} from "@undercoat/tensor";
import type { LayerCase } from "./layers.ts";

const IMAGE = [2, 7, 9, 3];
const DILATED = [
  "UndercoatDilatedConvolution",
  "UndercoatDilatedConvolutionInputGrad",
  "UndercoatDilatedConvolutionWeightGrad",
];
const DEPTHWISE = [
  "DepthwiseConv2dNative",
  "DepthwiseConv2dNativeBackpropInput",
  "DepthwiseConv2dNativeBackpropFilter",
];
const named = { name: "layer" };

/** The layers that encoders beside ResNet are made of, and dilated convolutions. */
export const encoderLayerCases: readonly LayerCase[] = [
  ...[
    { kernelSize: 3, dilation: 2, padding: 2 },
    { kernelSize: 3, dilation: 4, padding: 4 },
    { kernelSize: 5, dilation: 2, padding: 3 },
  ].flatMap((window): LayerCase[] => {
    const title = `${window.kernelSize}×${window.kernelSize} dilation ${window.dilation} padding ${window.padding}`;
    return [
      {
        name: `convolution ${title}`,
        covers: DILATED,
        shapes: [IMAGE],
        make: () => convolution({ ...named, ...window, filters: 4 }),
      },
      {
        name: `depthwiseConvolution ${title}`,
        covers: DILATED,
        shapes: [IMAGE],
        make: () => depthwiseConvolution({ ...named, ...window, useBias: true }),
      },
    ];
  }),
  ...[1, 2].map(
    (strides): LayerCase => ({
      name: `depthwiseConvolution 7×7 stride ${strides}`,
      covers: DEPTHWISE,
      shapes: [IMAGE],
      make: () => depthwiseConvolution({ ...named, kernelSize: 7, strides, padding: 3 }),
    }),
  ),
  {
    name: "relu6",
    covers: ["UndercoatRelu6", "UndercoatRelu6Grad"],
    shapes: [IMAGE],
    make: () => relu6(named),
  },
  { name: "gelu", covers: ["Erf"], shapes: [IMAGE], make: () => gelu(named) },
  {
    name: "layerNorm",
    covers: ["Mean"],
    shapes: [IMAGE],
    make: () => layerNorm({ ...named, epsilon: 1e-6 }),
  },
  { name: "layerScale", covers: ["UndercoatColumnSums"], shapes: [IMAGE], make: () => layerScale(named) },
  {
    name: "maxPool 2×2",
    covers: ["MaxPool"],
    shapes: [IMAGE],
    make: () => maxPool({ ...named, kernelSize: 2, strides: 2 }),
  },
  {
    name: "averagePool 3×3 padding 1",
    covers: ["AvgPool"],
    shapes: [IMAGE],
    make: () => averagePool({ ...named, kernelSize: 3, strides: 2, padding: 1 }),
  },
];
