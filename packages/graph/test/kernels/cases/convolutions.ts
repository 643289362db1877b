import * as tf from "@tensorflow/tfjs-core";
import type { KernelCase, Tensors } from "../../support/kernel-case.ts";

type Pair = [number, number];
type Padding = "same" | "valid" | number | [Pair, Pair, Pair, Pair];

/** One convolution: lengths are `[height, width]`. */
interface Window {
  readonly size: Pair;
  readonly kernel: Pair;
  readonly strides: number | Pair;
  readonly pad: Padding;
  readonly channels?: Pair;
  readonly batch?: number;
  readonly rounding?: "floor" | "round" | "ceil";
}

const LEFT: Padding = [
  [0, 0],
  [1, 2],
  [0, 1],
  [0, 0],
];
const BOTH = ["Conv2D", "Conv2DBackpropInput", "Conv2DBackpropFilter"];
const DEPTHWISE = [
  "DepthwiseConv2dNative",
  "DepthwiseConv2dNativeBackpropInput",
  "DepthwiseConv2dNativeBackpropFilter",
];

function titleOf({ size, kernel, strides, pad, rounding, channels, batch = 2 }: Window): string {
  const parts = [`${batch}×${size.join("×")}`, kernel.join("×"), `stride ${strides}`, `pad ${pad}`];
  return [...parts, rounding, channels].filter((part) => part !== undefined).join(", ");
}

function convolution(window: Window): KernelCase {
  const { size, kernel, strides, pad, channels: [from, to] = [3, 4], batch = 2, rounding } = window;
  return {
    name: titleOf(window),
    covers: rounding === "ceil" ? ["Conv2D"] : BOTH,
    inputs: { x: { shape: [batch, ...size, from] }, f: { shape: [...kernel, from, to] } },
    run: ({ x, f }) => tf.conv2d(x as tf.Tensor4D, f as tf.Tensor4D, strides, pad, "NHWC", [1, 1], rounding),
    // TensorFlow.js's gradients forget the rounding, on every backend
    gradient: rounding === "ceil" ? "none" : "cpu",
    tolerance: 1e-4,
  };
}

/** Smaller and larger than what the two forms of each gradient are for. */
const SMALL: Pair = [9, 12];
const LARGE: Pair = [24, 21];

const KERNELS = [1, 3, 5, 7].flatMap((kernel): Window[] =>
  [1, 2, 3].flatMap((strides) =>
    (["same", "valid", Math.floor(kernel / 2), LEFT] as const).flatMap((pad): Window[] => {
      if (kernel === 1 && pad === LEFT) return [];
      const window = { kernel: [kernel, kernel] as Pair, strides, pad: pad as Padding };
      return [{ size: SMALL, ...window }, ...(strides === 1 ? [{ size: LARGE, ...window }] : [])];
    }),
  ),
);

const SPECIAL: readonly Window[] = [
  { size: SMALL, kernel: [1, 3], strides: 1, pad: "same" },
  { size: LARGE, kernel: [5, 1], strides: 1, pad: "valid" },
  { size: LARGE, kernel: [3, 5], strides: 1, pad: "same" },
  { size: SMALL, kernel: [3, 2], strides: [1, 2], pad: "same" },
  { size: SMALL, kernel: [2, 2], strides: [3, 1], pad: "valid" },
  { size: [10, 14], kernel: [3, 3], strides: 2, pad: "valid" },
  { size: [11, 13], kernel: [1, 1], strides: 3, pad: "valid" },
  { size: [10, 14], kernel: [3, 3], strides: 2, pad: 1, rounding: "floor" },
  { size: [10, 14], kernel: [3, 3], strides: 2, pad: 1, rounding: "ceil" },
  { size: [10, 14], kernel: [3, 3], strides: 3, pad: 1, rounding: "round" },
  { size: LARGE, kernel: [3, 3], strides: 1, pad: "same", batch: 1 },
  { size: [16, 17], kernel: [3, 3], strides: 1, pad: 1, channels: [32, 64] },
  { size: [16, 17], kernel: [1, 1], strides: 1, pad: 0, channels: [64, 32] },
  { size: [4, 3], kernel: [3, 3], strides: 1, pad: 1, channels: [8, 9] },
  { size: [1, 1], kernel: [3, 3], strides: 1, pad: 1 },
];

/** Zeros between the rows and columns of a kernel: what a dilation of 2 says. */
function spread(kernel: tf.Tensor4D): tf.Tensor4D {
  const along = (x: tf.Tensor4D, axis: number) => {
    const shape = x.shape.with(axis, 2 * x.shape[axis]!);
    const wide = tf.reshape(tf.stack([x, tf.zerosLike(x)], axis + 1), shape);
    return tf.slice(wide, [0, 0, 0, 0], shape.with(axis, shape[axis]! - 1)) as tf.Tensor4D;
  };
  return along(along(kernel, 0), 1);
}

const DILATED = { strides: 1, pad: "same", dataFormat: "NHWC", dilations: 2 };

/** The gradient kernels with a dilation, which TensorFlow.js never asks for, beside a kernel with zeros. */
function dilated(kernel: string, size: Pair): KernelCase {
  const [image, filter] = [
    [2, ...size, 3],
    [3, 3, 3, 4],
  ];
  const gradients = ({ x, f, dy }: Tensors) =>
    tf.grads((a, b) => tf.conv2d(a as tf.Tensor4D, spread(b as tf.Tensor4D), 1, "same"))([x!, f!], dy) as [
      tf.Tensor,
      tf.Tensor,
    ];
  const input = kernel === "Conv2DBackpropInput";
  return {
    name: `${kernel}, dilation 2, ${size}`,
    covers: [kernel],
    inputs: { x: { shape: image }, f: { shape: filter }, dy: { shape: [2, ...size, 4] } },
    run: ({ x, f, dy }) =>
      tf.engine().runKernel(kernel, input ? { dy: dy!, filter: f! } : { x: x!, dy: dy! }, {
        ...DILATED,
        ...(input ? { inputShape: image } : { filterShape: filter }),
      } as tf.NamedAttrMap) as tf.Tensor,
    reference: (tensors) => gradients(tensors)[input ? 0 : 1],
    gradient: "none",
    tolerance: 1e-4,
  };
}

const ACTIVATIONS = ["linear", "relu", "relu6", "elu", "sigmoid", "leakyrelu"] as const;

/** The convolution, its gradients and the fused forms. */
export const convolutionCases: readonly KernelCase[] = [
  ...KERNELS.map(convolution),
  ...SPECIAL.map(convolution),
  ...[SMALL, LARGE].flatMap((size) => [
    dilated("Conv2DBackpropInput", size),
    dilated("Conv2DBackpropFilter", size),
  ]),
  ...(["same", "valid", 1] as const).map(
    (pad): KernelCase => ({
      name: `dilation 2, pad ${pad}`,
      covers: ["Conv2D"],
      inputs: { x: { shape: [2, 9, 12, 3] }, f: { shape: [3, 3, 3, 4] } },
      run: ({ x, f }) => tf.conv2d(x as tf.Tensor4D, f as tf.Tensor4D, 1, pad, "NHWC", 2),
      gradient: "none",
    }),
  ),
  ...ACTIVATIONS.map(
    (activation): KernelCase => ({
      name: `FusedConv2D ${activation}`,
      covers: ["FusedConv2D"],
      inputs: { x: { shape: [2, 5, 7, 3] }, f: { shape: [3, 3, 3, 4] }, bias: { shape: [4] } },
      run: ({ x, f, bias }) =>
        tf.fused.conv2d({
          x: x as tf.Tensor4D,
          filter: f as tf.Tensor4D,
          strides: 2,
          pad: "same",
          bias: bias!,
          activation,
          leakyreluAlpha: 0.3,
        }),
      gradient: "none",
    }),
  ),
  ...[2, 4].map(
    (kernel): KernelCase => ({
      name: `conv2dTranspose ${kernel}`,
      covers: ["Conv2DBackpropInput"],
      inputs: { x: { shape: [2, 5, 7, 3] }, f: { shape: [kernel, kernel, 4, 3] } },
      run: ({ x, f }) => tf.conv2dTranspose(x as tf.Tensor4D, f as tf.Tensor4D, [2, 10, 14, 4], 2, "same"),
    }),
  ),
];

function depthwise(window: Window & { readonly multiplier: number }): KernelCase {
  const { size, kernel, strides, pad, multiplier, batch = 2 } = window;
  return {
    name: `multiplier ${multiplier}, ${titleOf(window)}`,
    covers: DEPTHWISE,
    inputs: { x: { shape: [batch, ...size, 3] }, f: { shape: [...kernel, 3, multiplier] } },
    run: ({ x, f }) => tf.depthwiseConv2d(x as tf.Tensor4D, f as tf.Tensor4D, strides, pad),
    tolerance: 1e-4,
  };
}

/** The depthwise convolution, its gradients and the fused form. */
export const depthwiseCases: readonly KernelCase[] = [
  ...[1, 2].flatMap((multiplier) => [
    ...[1, 3, 5].flatMap((kernel) =>
      [1, 2, 3].flatMap((strides) =>
        (["same", "valid", Math.floor(kernel / 2)] as const).map((pad) =>
          depthwise({ size: SMALL, kernel: [kernel, kernel], strides, pad, multiplier }),
        ),
      ),
    ),
    depthwise({ size: LARGE, kernel: [3, 5], strides: 1, pad: LEFT, multiplier }),
    depthwise({ size: [10, 14], kernel: [3, 3], strides: 2, pad: "valid", multiplier, batch: 1 }),
  ]),
  {
    name: "dilation 2",
    covers: ["DepthwiseConv2dNative"],
    inputs: { x: { shape: [2, 9, 12, 3] }, f: { shape: [3, 3, 3, 2] } },
    run: ({ x, f }) => tf.depthwiseConv2d(x as tf.Tensor4D, f as tf.Tensor4D, 1, "same", "NHWC", 2),
    gradient: "none",
  },
  {
    name: "FusedDepthwiseConv2D",
    covers: ["FusedDepthwiseConv2D"],
    inputs: { x: { shape: [2, 5, 7, 3] }, f: { shape: [3, 3, 3, 2] }, bias: { shape: [6] } },
    run: ({ x, f, bias }) =>
      tf.fused.depthwiseConv2d({
        x: x as tf.Tensor4D,
        filter: f as tf.Tensor4D,
        strides: 1,
        pad: "same",
        bias: bias!,
        activation: "relu6",
      }),
    gradient: "none",
  },
  {
    name: "separableConv2d",
    covers: DEPTHWISE,
    inputs: { x: { shape: [2, 5, 7, 3] }, f: { shape: [3, 3, 3, 1] }, p: { shape: [1, 1, 3, 5] } },
    run: ({ x, f, p }) => tf.separableConv2d(x as tf.Tensor4D, f as tf.Tensor4D, p as tf.Tensor4D, 1, "same"),
  },
];
