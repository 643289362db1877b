import { backend_util, type Tensor, type TensorInfo, tensor1d, tidy } from "@tensorflow/tfjs-core";
import { type Attributes, type NodeBackend, runOp } from "./node-backend.ts";

/** Attributes that convolutions and pooling share. */
export interface WindowAttributes {
  readonly strides: number | [number, number];
  readonly pad: "valid" | "same" | number | backend_util.ExplicitPadding;
  readonly dilations?: number | [number, number];
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
  readonly dataFormat?: "NHWC" | "NCHW";
  readonly filterSize?: number | [number, number];
  readonly inputShape?: number[];
  readonly filterShape?: number[];
}

type Image = [number, number, number, number];
type Inputs = Record<string, TensorInfo>;

/** A kernel here: a result, or `null` where tfjs-node's own kernel shall do it. */
export type Attempt = (backend: NodeBackend, inputs: Inputs, attributes: WindowAttributes) => Tensor | null;

/**
 * Kernels for padding given as a number, which tfjs-node refuses and TensorFlow knows as `EXPLICIT`.
 * Cells outside the image are zero for a convolution and never win a maximum.
 */
export const PADDED: Readonly<Record<string, Attempt>> = {
  Conv2D: (backend, { x, filter }, attributes) => {
    const padded = convolution(x?.shape, filter?.shape, attributes);
    return padded && one(backend, "Conv2D", [x, filter], padded);
  },
  Conv2DBackpropInput: (backend, { dy, filter }, attributes) => {
    const padded = convolution(attributes.inputShape, filter?.shape, attributes);
    if (padded === null) return null;
    return tidy(() => {
      const shape = tensor1d(attributes.inputShape ?? [], "int32");
      return one(backend, "Conv2DBackpropInput", [shape, filter, dy], padded);
    });
  },
  Conv2DBackpropFilter: (backend, { x, dy }, attributes) => {
    const padded = convolution(x?.shape, attributes.filterShape, attributes);
    if (padded === null) return null;
    return tidy(() => {
      const shape = tensor1d(attributes.filterShape ?? [], "int32");
      return one(backend, "Conv2DBackpropFilter", [x, shape, dy], padded);
    });
  },
  MaxPool: (backend, { x }, attributes) => {
    const padded = pooling(x, attributes);
    return padded && one(backend, "MaxPool", [x], padded);
  },
  MaxPoolGrad: (backend, { dy, input, output }, attributes) => {
    const padded = pooling(input, attributes);
    return padded && one(backend, "MaxPoolGrad", [input, output, dy], padded);
  },
};

function one(
  backend: NodeBackend,
  name: string,
  inputs: readonly (TensorInfo | undefined)[],
  attributes: Attributes,
): Tensor {
  return runOp(backend, name, inputs as TensorInfo[], attributes)[0] as Tensor;
}

function convolution(
  inShape: number[] | undefined,
  filterShape: number[] | undefined,
  { strides, pad, dilations = 1, dimRoundingMode, dataFormat = "NHWC" }: WindowAttributes,
): Attributes | null {
  if (typeof pad === "string" || dataFormat !== "NHWC") return null;
  const [image, filter] = [inShape as Image, filterShape as Image];
  const info = backend_util.computeConv2DInfo(image, filter, strides, dilations, pad, dimRoundingMode);
  return {
    ...explicit(info),
    use_cudnn_on_gpu: true,
    dilations: [1, info.dilationHeight, info.dilationWidth, 1],
  };
}

function pooling(
  x: TensorInfo | undefined,
  { filterSize = 1, strides, pad, dimRoundingMode }: WindowAttributes,
): Attributes | null {
  if (typeof pad === "string" || x?.dtype !== "float32") return null;
  const info = backend_util.computePool2DInfo(x.shape as Image, filterSize, strides, 1, pad, dimRoundingMode);
  return { ...explicit(info), ksize: [1, info.filterHeight, info.filterWidth, 1] };
}

/** TensorFlow rounds down; where tfjs rounded up, the last window needs more rows or columns. */
function explicit(info: backend_util.Conv2DInfo): Attributes {
  const { padInfo, strideHeight, strideWidth, inHeight, inWidth, outHeight, outWidth } = info;
  const bottom = (outHeight - 1) * strideHeight + info.effectiveFilterHeight - inHeight - padInfo.top;
  const right = (outWidth - 1) * strideWidth + info.effectiveFilterWidth - inWidth - padInfo.left;
  const rows = [padInfo.top, Math.max(0, bottom)];
  const columns = [padInfo.left, Math.max(0, right)];
  return {
    strides: [1, strideHeight, strideWidth, 1],
    padding: "EXPLICIT",
    explicit_paddings: [0, 0, ...rows, ...columns, 0, 0],
    data_format: "NHWC",
  };
}
