import type { Lowering } from "../lower/lowering.ts";
import { range, sizeOf } from "../shapes.ts";
import type { WindowGeometry } from "./window-geometry.ts";

/** From this many output pixels on, products of shifted rows beat one 3-D convolution (measured). */
const PIXELS_FOR_PRODUCTS = 256;
/** Below this many pairs of channels the products are done image by image (measured). */
const CHANNEL_PAIRS_FOR_ONE_PRODUCT = 2048;

/** The gradient of a convolution to its kernel. */
export interface WeightGradientOptions {
  /** Name of the input, NCHW. */
  readonly x: string;
  /** Name of the gradient of the output, NCHW. */
  readonly dy: string;
  readonly window: WindowGeometry;
  readonly batch: number;
  readonly inChannels: number;
  readonly outChannels: number;
  /** Pixels of one output image. */
  readonly pixels: number;
}

/** Name of the gradient, OIHW. */
export function weightGradient(options: WeightGradientOptions, lowering: Lowering): string {
  const { kernel, stride } = options.window;
  const taps = sizeOf(kernel);
  const small = options.pixels < PIXELS_FOR_PRODUCTS && taps > 1;
  if (sizeOf(stride) > 1 || taps > 9 || small) return asConvolution(options, lowering);
  return asProducts(options, lowering);
}

/**
 * "x convolved with dy", as one 3-D convolution: the batch is what is summed over, input channels are the
 * depth, dy is the kernel, stride and dilation change places. The result is OIHW at once.
 */
function asConvolution(options: WeightGradientOptions, lowering: Lowering): string {
  const { window, batch, inChannels, outChannels } = options;
  const { name, pads, rows, columns } = fitted(options, lowering);
  const dy = lowering.node("Transpose", [options.dy], { perm: [1, 0, 2, 3] });
  const image = lowering.reshape(name, [1, batch, inChannels, rows, columns]);
  const kernel = lowering.reshape(dy, [outChannels, batch, 1, ...window.output]);
  const result = lowering.node("Conv", [image, kernel], {
    kernel_shape: [1, ...window.output],
    dilations: [1, ...window.stride],
    strides: [1, ...window.dilation],
    pads: [0, pads[0], pads[1], 0, pads[2], pads[3]],
  });
  return lowering.reshape(result, [outChannels, inChannels, ...window.kernel]);
}

interface Fitted {
  readonly name: string;
  readonly pads: readonly [number, number, number, number];
  readonly rows: number;
  readonly columns: number;
}

/** The input without what no output saw, and the end padding that makes the result as large as the kernel. */
export function fitted(
  {
    x,
    window: { kernel, stride, dilation, padding, input, output },
  }: Pick<WeightGradientOptions, "x" | "window">,
  lowering: Lowering,
): Fitted {
  const end = ([0, 1] as const).map(
    (axis) =>
      (kernel[axis] - 1) * dilation[axis] +
      stride[axis] * (output[axis] - 1) +
      1 -
      input[axis] -
      padding[axis],
  ) as [number, number];
  const [rows, columns] = [input[0] + Math.min(0, end[0]), input[1] + Math.min(0, end[1])];
  const pads = [padding[0], padding[1], Math.max(0, end[0]), Math.max(0, end[1])] as const;
  if (rows === input[0] && columns === input[1]) return { name: x, pads, rows, columns };
  const lists = [
    [0, 0],
    [rows, columns],
    [2, 3],
  ];
  const name = lowering.node("Slice", [x, ...lists.map((list) => lowering.integers(list))]);
  return { name, pads, rows, columns };
}

/**
 * At stride 1: x is shifted along rows only (slices without a copy of every column), dy along columns only
 * (pads), and every kernel row is one product of all pixels.
 */
function asProducts(options: WeightGradientOptions, lowering: Lowering): string {
  const { window, batch, inChannels, outChannels } = options;
  const [kernelRows, kernelColumns] = window.kernel;
  const joined = inChannels * outChannels >= CHANNEL_PAIRS_FOR_ONE_PRODUCT;
  const { x, dy, width } = shifted(options, joined, lowering);
  const length = window.output[0] * width;
  const left = lowering.reshape(
    dy,
    joined ? [kernelColumns * outChannels, batch * length] : [batch, kernelColumns * outChannels, length],
  );
  const rows = range(kernelRows).map((row) => {
    const from = row * window.dilation[0];
    const lists = [[from], [from + window.output[0]], [2]].map((list) => lowering.integers(list));
    const seen = kernelRows === 1 ? x : lowering.node("Slice", [x, ...lists]);
    const right = lowering.reshape(seen, joined ? [inChannels, batch * length] : [batch, inChannels, length]);
    const product = lowering.node("FusedMatMul", [left, right], { transB: 1 }, "com.microsoft");
    const whole =
      joined || batch === 1
        ? product
        : lowering.node("ReduceSum", [product, lowering.integers([0])], { keepdims: 0 });
    return lowering.reshape(whole, [kernelColumns, outChannels, inChannels, 1]);
  });
  const all = rows.length > 1 ? lowering.node("Concat", rows, { axis: 3 }) : rows[0]!;
  if (kernelColumns === 1) return lowering.reshape(all, [outChannels, inChannels, kernelRows, 1]);
  return lowering.node("Transpose", [all], { perm: [1, 2, 3, 0] });
}

/** x padded, and dy once for every kernel column, padded so that both have rows of `width`. */
function shifted(
  { x, dy, window }: WeightGradientOptions,
  joined: boolean,
  lowering: Lowering,
): { x: string; dy: string; width: number } {
  const { kernel, dilation, padding, input, output } = window;
  const width = output[1] + (kernel[1] - 1) * dilation[1];
  const height = output[0] + (kernel[0] - 1) * dilation[0];
  const exchanged = (name: string) =>
    joined ? lowering.node("Transpose", [name], { perm: [1, 0, 2, 3] }) : name;
  // negative: rows no output looks at; Pad crops them
  const end = [height - input[0] - padding[0], width - input[1] - padding[1]];
  const pads = [0, 0, padding[0], padding[1], 0, 0, ...end];
  const plain = pads.every((length) => length === 0);
  const source = exchanged(x);
  const slope = exchanged(dy);
  const columns = range(kernel[1]).map((column) => {
    const before = column * dilation[1];
    const amounts = [0, 0, 0, before, 0, 0, 0, width - output[1] - before];
    return kernel[1] === 1 ? slope : lowering.node("Pad", [slope, lowering.integers(amounts)]);
  });
  return {
    x: plain ? source : lowering.node("Pad", [source, lowering.integers(pads)]),
    dy: columns.length > 1 ? lowering.node("Concat", columns, { axis: joined ? 0 : 1 }) : columns[0]!,
    width,
  };
}
