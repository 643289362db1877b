import { backend_util } from "@tensorflow/tfjs-core";
import { GraphError } from "../errors.ts";
import type { Attributes } from "../record/value.ts";

/** How a window moves over an image: pairs are `[rows, columns]`. */
export interface WindowGeometry {
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly dilation: readonly [number, number];
  /** Zero rows above, columns at the left, rows below, columns at the right. */
  readonly padding: readonly [number, number, number, number];
  readonly input: readonly [number, number];
  readonly output: readonly [number, number];
  /** The whole result, `[batch, height, width, channels]`. */
  readonly outShape: readonly number[];
}

type Shape4D = [number, number, number, number];

/** Of a convolution kernel's attributes; `filter` is `[height, width, in, out or multiplier]`. */
export function convolutionGeometry(
  image: readonly number[],
  filter: readonly number[],
  attributes: Attributes,
  depthwise = false,
): WindowGeometry {
  const { strides, dilations, pad, dimRoundingMode } = onlyChannelsLast(attributes);
  const info = backend_util.computeConv2DInfo(
    image as Shape4D,
    filter as Shape4D,
    strides,
    dilations ?? 1,
    pad,
    dimRoundingMode,
    depthwise,
    "channelsLast",
  );
  return geometryOf(info);
}

/** Of a pooling kernel's attributes. */
export function poolGeometry(image: readonly number[], attributes: Attributes): WindowGeometry {
  const { filterSize, strides, pad, dimRoundingMode } = onlyChannelsLast(attributes);
  return geometryOf(
    backend_util.computePool2DInfo(image as Shape4D, filterSize, strides, 1, pad, dimRoundingMode),
  );
}

interface WindowAttributes {
  readonly strides: number | [number, number];
  readonly dilations?: number | [number, number];
  readonly filterSize: number | [number, number];
  readonly pad: "valid" | "same" | number;
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
  readonly dataFormat?: string;
}

function onlyChannelsLast(attributes: Attributes): WindowAttributes {
  const given = attributes as unknown as WindowAttributes;
  if (given.dataFormat === undefined || given.dataFormat === "NHWC") return given;
  throw new GraphError("KERNEL_UNSUPPORTED", {
    message: `images lie as "${given.dataFormat}", but a graph takes "NHWC" only; transpose them first`,
    context: { dataFormat: given.dataFormat },
  });
}

function geometryOf(info: backend_util.Conv2DInfo): WindowGeometry {
  const { top, left, bottom, right } = info.padInfo;
  const [rows, columns] = [
    (info.outHeight - 1) * info.strideHeight + info.effectiveFilterHeight - info.inHeight - top,
    (info.outWidth - 1) * info.strideWidth + info.effectiveFilterWidth - info.inWidth - left,
  ];
  return {
    kernel: [info.filterHeight, info.filterWidth],
    stride: [info.strideHeight, info.strideWidth],
    dilation: [info.dilationHeight, info.dilationWidth],
    // the last window of a size that was rounded up looks at more
    padding: [top, left, Math.max(0, bottom, rows), Math.max(0, right, columns)],
    input: [info.inHeight, info.inWidth],
    output: [info.outHeight, info.outWidth],
    outShape: info.outShape,
  };
}

/** ONNX's attributes of a window. */
export function windowAttributes({ kernel, stride, dilation, padding }: WindowGeometry) {
  return { kernel_shape: kernel, strides: stride, dilations: dilation, pads: padding };
}
