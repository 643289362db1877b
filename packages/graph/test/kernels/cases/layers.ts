import * as tf from "@tensorflow/tfjs-core";
import {
  adaptiveAveragePool,
  batchNorm,
  channelDropout,
  convolution,
  dropout,
  globalMean,
  groupNorm,
  type Layer,
  maxPool3x3Stride2,
  multiply,
  relu,
  sigmoid,
  transposedConvolution,
  upsampleBilinear2x,
  upsampleBilinear4x,
  upsampleBy,
  upsampleNearest2x,
  upsampleTo,
} from "@undercoat/tensor";
import { floats } from "../../support/numbers.ts";
import { encoderLayerCases } from "./encoder-layers.ts";

/** A layer of @undercoat/tensor and how it is called. */
export interface LayerCase {
  readonly name: string;
  /** Kernels that a training step with it must meet. */
  readonly covers: readonly string[];
  readonly shapes: readonly (readonly number[])[];
  readonly make: () => Layer;
  readonly training?: boolean;
  /** `false`: a frozen layer. */
  readonly trainable?: boolean;
}

const IMAGE = [2, 5, 7, 3];
const conv = (options: { kernelSize: number; strides?: number; padding?: number; useBias?: boolean }) =>
  convolution({ name: "layer", filters: 4, ...options });

/** Every layer with a kernel of its own, in each of its modes. */
export const layerCases: readonly LayerCase[] = [
  {
    name: "batchNorm in training",
    covers: ["UndercoatBatchNorm", "UndercoatBatchNormGrad"],
    shapes: [IMAGE],
    make: () => batchNorm({ name: "layer" }),
    training: true,
  },
  {
    name: "batchNorm at inference",
    covers: ["UndercoatNormalise", "UndercoatColumnSums"],
    shapes: [IMAGE],
    make: () => batchNorm({ name: "layer" }),
  },
  {
    name: "batchNorm, frozen",
    covers: ["UndercoatNormalise"],
    shapes: [IMAGE],
    make: () => batchNorm({ name: "layer" }),
    training: true,
    trainable: false,
  },
  {
    name: "relu",
    covers: ["UndercoatRelu", "UndercoatReluGrad"],
    shapes: [IMAGE],
    make: () => relu({ name: "layer" }),
  },
  {
    name: "upsampleNearest2x",
    covers: ["UndercoatUpsampleNearest2x", "UndercoatUpsampleNearest2xGrad"],
    shapes: [IMAGE],
    make: () => upsampleNearest2x({ name: "layer" }),
  },
  ...[upsampleBilinear2x, upsampleBilinear4x].map((make) => ({
    name: make.name,
    covers: ["UndercoatUpsampleBilinear", "UndercoatUpsampleBilinearGrad"],
    shapes: [IMAGE],
    make: () => make({ name: "layer" }),
  })),
  ...(["nearest", "bilinear"] as const).flatMap((interpolation) =>
    [
      [2, 10, 14, 2],
      [2, 9, 13, 2],
      [2, 11, 16, 2],
    ].map((like) => ({
      name: `upsampleTo ${interpolation} ${like}`,
      covers: interpolation === "nearest" && like[1] !== 11 ? ["UndercoatUpsampleNearest2x"] : [],
      shapes: [IMAGE, like],
      make: () => upsampleTo({ name: "layer", interpolation }),
    })),
  ),
  {
    name: "upsampleBy 3, aligned corners",
    covers: ["UndercoatResample", "UndercoatResampleGrad"],
    shapes: [IMAGE],
    make: () => upsampleBy({ name: "layer", factor: 3, interpolation: "bilinear", alignCorners: true }),
  },
  {
    name: "adaptiveAveragePool",
    covers: ["UndercoatResample", "UndercoatResampleGrad"],
    shapes: [IMAGE],
    make: () => adaptiveAveragePool({ name: "layer", size: 6 }),
  },
  { name: "globalMean", covers: ["Mean"], shapes: [IMAGE], make: () => globalMean({ name: "layer" }) },
  ...[dropout, channelDropout].map((make) => ({
    name: make.name,
    covers: ["Floor", "GreaterEqual"],
    shapes: [IMAGE],
    make: () => make({ name: "layer", rate: 0.4 }),
    training: true,
  })),
  { name: "sigmoid", covers: ["Sigmoid"], shapes: [IMAGE], make: () => sigmoid({ name: "layer" }) },
  ...[IMAGE, [2, 1, 1, 3], [2, 5, 7, 1]].map((gate) => ({
    name: `multiply by [${gate}]`,
    covers: ["Multiply"],
    shapes: [IMAGE, gate],
    make: () => multiply({ name: "layer" }),
  })),
  {
    name: "groupNorm",
    covers: ["UndercoatColumnSums", "Mean", "Conv2D"],
    shapes: [[2, 5, 7, 6]],
    make: () => groupNorm({ name: "layer", groups: 3 }),
  },
  {
    name: "transposedConvolution",
    covers: ["Conv2D", "Conv2DBackpropFilter", "Conv2DBackpropInput"],
    shapes: [IMAGE],
    make: () =>
      transposedConvolution({
        name: "layer",
        filters: 4,
        kernelSize: 4,
        strides: 2,
        padding: 1,
        useBias: true,
      }),
  },
  {
    name: "convolution with bias",
    covers: ["Conv2D", "Conv2DBackpropFilter", "Conv2DBackpropInput", "UndercoatColumnSums"],
    shapes: [IMAGE],
    make: () => conv({ kernelSize: 3, padding: 1, useBias: true }),
  },
  {
    name: "convolution with a stride",
    covers: ["Conv2D", "Conv2DBackpropFilter", "Conv2DBackpropInput"],
    shapes: [[2, 10, 13, 3]],
    make: () => conv({ kernelSize: 3, strides: 2, padding: 1 }),
  },
  {
    name: "maxPool3x3Stride2",
    covers: ["MaxPool", "MaxPoolGrad"],
    shapes: [[2, 9, 12, 3]],
    make: () => maxPool3x3Stride2({ name: "layer" }),
  },
  ...encoderLayerCases,
];

/** Builds the layer and gives it numbers: weights between 0.5 and 1.5. */
export function built({ make, shapes, trainable = true }: LayerCase): Layer {
  const layer = make();
  tf.tidy(() => {
    const inputs = shapes.map((shape) => tf.zeros([...shape]));
    layer.apply(inputs.length === 1 ? inputs[0]! : inputs);
    const weights = layer.weights.map(({ shape }, index) =>
      tf.tensor(floats(shape as number[], 40 + index, 0.5, 1.5), shape as number[]),
    );
    layer.setWeights(weights);
  });
  layer.trainable = trainable;
  return layer;
}
