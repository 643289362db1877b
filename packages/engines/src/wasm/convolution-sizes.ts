import { backend_util, type TensorInfo } from "@tensorflow/tfjs-core";
import type { Margins } from "./padded-images.ts";

/** Sizes of a convolution as tfjs computes them. */
export type ConvolutionSizes = ReturnType<typeof backend_util.computeConv2DInfo>;

type Shape4D = [number, number, number, number];

/** Attributes of tfjs's convolution kernels. */
export interface ConvolutionAttributes {
  readonly strides: number | [number, number];
  readonly pad: "valid" | "same" | number;
  readonly dilations?: number | [number, number];
  readonly dataFormat?: "NHWC" | "NCHW";
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
  readonly filterShape: Shape4D;
  readonly inputShape: Shape4D;
}

/** The sizes, from the shapes of image and filter. */
export function convolutionSizes(
  imageShape: number[],
  filterShape: number[],
  { strides, pad, dilations, dimRoundingMode, dataFormat }: ConvolutionAttributes,
  depthwise = false,
): ConvolutionSizes {
  return backend_util.computeConv2DInfo(
    imageShape as Shape4D,
    filterShape as Shape4D,
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    depthwise,
    dataFormat === "NCHW" ? "channelsFirst" : "channelsLast",
  );
}

/** Whether the kernels here compute it: float32, equal strides, no dilation, channels last. */
export function isPlain(sizes: ConvolutionSizes, ...tensors: (TensorInfo | undefined)[]): boolean {
  return (
    sizes.strideHeight === sizes.strideWidth &&
    sizes.dilationHeight === 1 &&
    sizes.dilationWidth === 1 &&
    sizes.dataFormat === "channelsLast" &&
    tensors.every((tensor) => tensor?.dtype === "float32")
  );
}

/** The zeros around an image that the output positions reach. */
export function inputMargins(sizes: ConvolutionSizes): Margins {
  const { padInfo, inHeight, inWidth, outHeight, outWidth, filterHeight, filterWidth } = sizes;
  const beyond = (out: number, stride: number, filter: number, before: number, size: number) =>
    Math.max(0, (out - 1) * stride + filter - before - size);
  return {
    top: padInfo.top,
    left: padInfo.left,
    bottom: beyond(outHeight, sizes.strideHeight, filterHeight, padInfo.top, inHeight),
    right: beyond(outWidth, sizes.strideWidth, filterWidth, padInfo.left, inWidth),
  };
}
