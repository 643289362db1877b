import {
  backend_util,
  pad,
  slice,
  type Tensor,
  type TensorInfo,
  tensor1d,
  tidy,
} from "@tensorflow/tfjs-core";
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
 * Kernels for padding given as a number, which tfjs-node refuses. Cells outside the image are zero for a
 * convolution and never win a maximum. TensorFlow's fast convolution gradients know `SAME` and `VALID`
 * only: they are used where they mean the same, else the image is padded first.
 */
export const PADDED: Readonly<Record<string, Attempt>> = {
  Conv2D: (backend, { x, filter }, attributes) => {
    const sizes = convolutionSizes(x?.shape, filter?.shape, attributes);
    return sizes && one(backend, "Conv2D", [x, filter], { ...WINDOW, ...(same(sizes) ?? explicit(sizes)) });
  },
  Conv2DBackpropInput: (backend, { dy, filter }, attributes) => {
    const sizes = convolutionSizes(attributes.inputShape, filter?.shape, attributes, dy);
    if (sizes === null) return null;
    return tidy(() => {
      const asSame = same(sizes);
      const padded = asSame ? sizes.inShape : paddedShape(sizes);
      const inputs = [tensor1d(padded, "int32"), filter, dy];
      const full = one(backend, "Conv2DBackpropInput", inputs, { ...WINDOW, ...(asSame ?? valid(sizes)) });
      const { top, left } = sizes.padInfo;
      return asSame ? full : slice(full, [0, top, left, 0], sizes.inShape);
    });
  },
  Conv2DBackpropFilter: (backend, { x, dy }, attributes) => {
    const sizes = convolutionSizes(x?.shape, attributes.filterShape, attributes, dy);
    if (sizes === null) return null;
    return tidy(() => {
      const asSame = same(sizes);
      const image = asSame ? x : pad(x as Tensor, explicitPads(sizes));
      const inputs = [image, tensor1d(attributes.filterShape ?? [], "int32"), dy];
      return one(backend, "Conv2DBackpropFilter", inputs, { ...WINDOW, ...(asSame ?? valid(sizes)) });
    });
  },
  MaxPool: (backend, { x }, attributes) => {
    const padded = pooling(x, attributes);
    return padded && one(backend, "MaxPool", [x], padded);
  },
  MaxPoolGrad: (backend, { dy, input, output }, attributes) => {
    const padded = pooling(input, attributes, output);
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

type Sizes = backend_util.Conv2DInfo;

const WINDOW: Attributes = { data_format: "NHWC", use_cudnn_on_gpu: true };

function convolutionSizes(
  inShape: number[] | undefined,
  filterShape: number[] | undefined,
  { strides, pad, dilations = 1, dimRoundingMode, dataFormat = "NHWC" }: WindowAttributes,
  output?: TensorInfo,
): Sizes | null {
  if (typeof pad === "string" || dataFormat !== "NHWC") return null;
  const [image, filter] = [inShape as Image, filterShape as Image];
  const sizes = backend_util.computeConv2DInfo(image, filter, strides, dilations, pad, dimRoundingMode);
  return withOutput(sizes, output);
}

function pooling(
  x: TensorInfo | undefined,
  { filterSize = 1, strides, pad, dimRoundingMode }: WindowAttributes,
  output?: TensorInfo,
): Attributes | null {
  if (typeof pad === "string" || x?.dtype !== "float32") return null;
  const image = x.shape as Image;
  const computed = backend_util.computePool2DInfo(image, filterSize, strides, 1, pad, dimRoundingMode);
  const sizes = withOutput(computed, output);
  const { dilations: _, ...attributes } = explicit(sizes);
  return { ...attributes, data_format: "NHWC", ksize: [1, sizes.filterHeight, sizes.filterWidth, 1] };
}

/** tfjs tells a gradient how to pad, but not how the number of windows was rounded. */
function withOutput(sizes: Sizes, output: TensorInfo | undefined): Sizes {
  if (output === undefined) return sizes;
  const [, outHeight = 0, outWidth = 0] = output.shape;
  return { ...sizes, outHeight, outWidth };
}

function stepsOf(sizes: Sizes): Attributes {
  return {
    strides: [1, sizes.strideHeight, sizes.strideWidth, 1],
    dilations: [1, sizes.dilationHeight, sizes.dilationWidth, 1],
  };
}

function explicit(sizes: Sizes): Attributes {
  return { ...stepsOf(sizes), padding: "EXPLICIT", explicit_paddings: explicitPads(sizes).flat() };
}

function valid(sizes: Sizes): Attributes {
  return { ...stepsOf(sizes), padding: "VALID" };
}

/** Attributes for `SAME`, where it pads as asked: the smaller half before, and one output per stride. */
function same(sizes: Sizes): Attributes | null {
  const { inHeight, inWidth, outHeight, outWidth, strideHeight, strideWidth } = sizes;
  const [, [top, bottom], [left, right]] = explicitPads(sizes);
  const fits =
    outHeight === Math.ceil(inHeight / strideHeight) &&
    outWidth === Math.ceil(inWidth / strideWidth) &&
    top === Math.floor((top + bottom) / 2) &&
    left === Math.floor((left + right) / 2);
  return fits ? { ...stepsOf(sizes), padding: "SAME" } : null;
}

type Pads = [[number, number], [number, number], [number, number], [number, number]];

/** Rows and columns before and after that the windows reach, whichever way the number of windows was rounded. */
function explicitPads({ padInfo, ...sizes }: Sizes): Pads {
  const { strideHeight, strideWidth, inHeight, inWidth, outHeight, outWidth } = sizes;
  const bottom = (outHeight - 1) * strideHeight + sizes.effectiveFilterHeight - inHeight - padInfo.top;
  const right = (outWidth - 1) * strideWidth + sizes.effectiveFilterWidth - inWidth - padInfo.left;
  return [
    [0, 0],
    [padInfo.top, Math.max(0, bottom)],
    [padInfo.left, Math.max(0, right)],
    [0, 0],
  ];
}

function paddedShape(sizes: Sizes): Image {
  return explicitPads(sizes).map(
    ([before, after], axis) => before + after + (sizes.inShape[axis] ?? 0),
  ) as Image;
}
