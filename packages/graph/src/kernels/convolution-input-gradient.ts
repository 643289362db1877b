import type { Lowering } from "../lower/lowering.ts";
import { sizeOf } from "../shapes.ts";
import type { WindowGeometry } from "./window-geometry.ts";

/** Beyond any index: ONNX's word for "to the end" when slicing backwards. */
const BEFORE_THE_FIRST = -1e9;
/**
 * Turning the kernel round costs as much as it has weights; it pays where the image has at least this many
 * output pixels per output channel (measured, width 1 at 64² and 128²).
 */
const PIXELS_PER_CHANNEL = 3;

/** The gradient of a convolution to its input. */
export interface InputGradientOptions {
  /** Name of the gradient of the output, NCHW. */
  readonly dy: string;
  /** Name of the kernel, OIHW; of a depthwise one `[out, 1, height, width]`. */
  readonly kernel: string;
  readonly window: WindowGeometry;
  readonly outChannels: number;
  /** Input channels of a depthwise convolution with one kernel a channel. */
  readonly groups?: number;
}

/**
 * At stride 1 an ordinary convolution of `dy` with the kernel turned round, where the image is large enough
 * to pay for turning it; else ONNX's transposed convolution.
 */
export function inputGradient(options: InputGradientOptions, lowering: Lowering): string {
  const { window, outChannels, groups = 1 } = options;
  const { kernel, stride, dilation, padding, input, output } = window;
  const reach = pair((axis) => (kernel[axis] - 1) * dilation[axis]);
  const pads = [
    reach[0] - padding[0],
    reach[1] - padding[1],
    input[0] - output[0] + padding[0],
    input[1] - output[1] + padding[1],
  ];
  const pays = groups > 1 || sizeOf(kernel) === 1 || sizeOf(output) >= PIXELS_PER_CHANNEL * outChannels;
  const oneKernelPerChannel = groups === 1 || groups === outChannels;
  if (sizeOf(stride) === 1 && pays && oneKernelPerChannel && pads.every((length) => length >= 0)) {
    const attributes = { kernel_shape: kernel, dilations: dilation, pads, group: groups };
    return lowering.node("Conv", [options.dy, turned(options, lowering)], attributes);
  }
  // positive: rows to drop at the end; negative: rows that no output looks at
  const excess = pair(
    (axis) => (output[axis] - 1) * stride[axis] + reach[axis] + 1 - padding[axis] - input[axis],
  );
  return lowering.node("ConvTranspose", [options.dy, options.kernel], {
    kernel_shape: kernel,
    strides: stride,
    dilations: dilation,
    pads: [padding[0], padding[1], Math.max(0, excess[0]), Math.max(0, excess[1])],
    output_padding: excess.map((length) => Math.max(0, -length)),
    group: groups,
  });
}

/** The kernel with rows and columns reversed and, unless depthwise, input and output channels exchanged. */
function turned({ kernel, window, groups = 1 }: InputGradientOptions, lowering: Lowering): string {
  const exchanged = groups === 1 ? lowering.node("Transpose", [kernel], { perm: [1, 0, 2, 3] }) : kernel;
  if (sizeOf(window.kernel) === 1) return exchanged;
  const lists = [
    [-1, -1],
    [BEFORE_THE_FIRST, BEFORE_THE_FIRST],
    [2, 3],
    [-1, -1],
  ];
  return lowering.node("Slice", [exchanged, ...lists.map((list) => lowering.integers(list))]);
}

function pair(of: (axis: 0 | 1) => number): [number, number] {
  return [of(0), of(1)];
}
