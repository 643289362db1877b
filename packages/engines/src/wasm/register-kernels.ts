import {
  backend_util,
  getKernel,
  type KernelConfig,
  type KernelFunc,
  type TensorInfo,
} from "@tensorflow/tfjs-core";
import {
  type ConvolutionAttributes,
  type ConvolutionSizes,
  convolutionSizes,
} from "../internal/convolution-sizes.ts";
import { operandsOf, putKernel } from "../internal/kernel-registry.ts";
import { batchNormBackward, batchNormForward, columnSums, normalised } from "./batch-norm.ts";
import {
  composedDepthwiseInputGradient,
  composedDepthwiseWeightGradient,
} from "./composed-depthwise-gradients.ts";
import { composedWeightGradient } from "./composed-weight-gradient.ts";
import { concatenation, separation } from "./concatenation.ts";
import { convolutionForward } from "./convolution-forward.ts";
import { convolutionInputGradient } from "./convolution-input-gradient.ts";
import { convolutionWeightGradient } from "./convolution-weight-gradient.ts";
import { heapOf, type WasmHeap } from "./heap.ts";
import { maxPoolForward, maxPoolGradient } from "./max-pool.ts";
import { rectified, rectifiedGradient } from "./rectifier.ts";
import { upsampleNearest, upsampleNearestGradient } from "./upsample-nearest.ts";

type Inputs = Record<string, TensorInfo>;
type Result = TensorInfo | TensorInfo[];

/** A kernel here: a result, or `null` where tfjs's own kernel shall do it. */
type Attempt = (heap: WasmHeap, inputs: Inputs, attrs: unknown) => Result | null;

/** `"simd"`: the kernels of this package. `"composed"`: only tfjs's own, and the weight gradient it lacks composed of them. */
export type WasmKernels = "simd" | "composed";

const tfjsKernels = new Map<string, KernelConfig | undefined>();

/**
 * Chooses the kernels of tfjs's WebAssembly backend. `"simd"` registers the training kernels that it
 * lacks, puts faster or more exact ones before some that it has, and adds those that
 * `@undercoat/tensor` asks for by name; `"composed"` takes them away again, for comparison.
 */
export function chooseWasmKernels(kernels: WasmKernels): void {
  for (const [name, attempt] of Object.entries(REPLACED)) {
    if (!tfjsKernels.has(name)) tfjsKernels.set(name, getKernel(name, "wasm"));
    const own = tfjsKernels.get(name) ?? COMPOSED;
    putKernel(
      name,
      "wasm",
      kernels === "simd" ? { ...own, kernelFunc: attempted(attempt, own.kernelFunc) } : own,
    );
  }
  for (const [name, kernel] of Object.entries(ADDED)) {
    const kernelFunc: KernelFunc = ({ inputs, attrs, backend }) =>
      kernel(heapOf(backend), operandsOf(inputs as Inputs), attrs);
    putKernel(
      name,
      "wasm",
      kernels === "simd" ? { kernelName: name, backendName: "wasm", kernelFunc } : null,
    );
  }
  for (const [kernelName, kernelFunc] of Object.entries(MISSING))
    putKernel(kernelName, "wasm", { kernelName, backendName: "wasm", kernelFunc });
}

/** Kernels that tfjs lacks, composed of those it has. */
const MISSING: Readonly<Record<string, KernelFunc>> = {
  DepthwiseConv2dNativeBackpropInput: composedDepthwiseInputGradient,
  DepthwiseConv2dNativeBackpropFilter: composedDepthwiseWeightGradient,
};

const COMPOSED: KernelConfig = {
  kernelName: "Conv2DBackpropFilter",
  backendName: "wasm",
  kernelFunc: composedWeightGradient,
};

function attempted(attempt: Attempt, otherwise: KernelFunc): KernelFunc {
  return (call) => attempt(heapOf(call.backend), call.inputs as Inputs, call.attrs) ?? otherwise(call);
}

/** Whether the kernels here compute it: float32, equal strides, no dilation, channels last. */
function isPlain(sizes: ConvolutionSizes, ...tensors: (TensorInfo | undefined)[]): boolean {
  return (
    sizes.strideHeight === sizes.strideWidth &&
    sizes.dilationHeight === 1 &&
    sizes.dilationWidth === 1 &&
    sizes.dataFormat === "channelsLast" &&
    tensors.every((tensor) => tensor?.dtype === "float32")
  );
}

const REPLACED: Record<string, Attempt> = {
  Conv2D: (heap, { x, filter }, attrs) => {
    const sizes = convolutionSizes(shapeOf(x), shapeOf(filter), attrs as ConvolutionAttributes);
    return isPlain(sizes, x, filter)
      ? convolutionForward(heap, x as TensorInfo, filter as TensorInfo, sizes)
      : null;
  },
  Conv2DBackpropInput: (heap, { dy, filter }, attrs) => {
    const attributes = attrs as ConvolutionAttributes;
    const sizes = convolutionSizes(attributes.inputShape, shapeOf(filter), attributes);
    if (!isPlain(sizes, dy, filter)) return null;
    return convolutionInputGradient(heap, dy as TensorInfo, filter as TensorInfo, sizes);
  },
  Conv2DBackpropFilter: (heap, { x, dy }, attrs) => {
    const attributes = attrs as ConvolutionAttributes;
    const sizes = convolutionSizes(shapeOf(x), attributes.filterShape, attributes);
    return isPlain(sizes, x, dy)
      ? convolutionWeightGradient(heap, x as TensorInfo, dy as TensorInfo, sizes)
      : null;
  },
  MaxPool: (heap, { x }, attrs) => {
    const sizes = poolSizes(shapeOf(x), attrs as PoolAttributes);
    return x?.dtype === "float32" ? maxPoolForward(heap, x, sizes) : null;
  },
  MaxPoolGrad: (heap, { dy, input, output }, attrs) => {
    const sizes = poolSizes(shapeOf(input), attrs as PoolAttributes);
    return maxPoolGradient(heap, [dy, input, output] as [TensorInfo, TensorInfo, TensorInfo], sizes);
  },
  Concat: (heap, inputs, attrs) => {
    const tensors = Object.values(inputs);
    const axis = axisOf(attrs as { axis: number }, tensors[0]);
    const rest = tensors.map(({ shape }) => shape.with(axis, 0).join());
    const plain =
      tensors.every((t) => t.dtype === "float32" && !t.shape.includes(0)) && new Set(rest).size === 1;
    return plain ? concatenation(heap, tensors, axis) : null;
  },
  Identity: (heap, { x }) => (x && x.dtype !== "string" ? heap.shared(x) : null), // tfjs copies the values
  SplitV: (heap, { x }, attrs) => {
    const { numOrSizeSplits, axis } = attrs as { numOrSizeSplits: number | number[]; axis: number };
    const at = axisOf({ axis }, x);
    if (x?.dtype !== "float32") return null;
    return separation(heap, x, backend_util.prepareSplitSize(x as never, numOrSizeSplits, at), at);
  },
};

type Kernel = (heap: WasmHeap, x: readonly TensorInfo[], attrs: unknown) => Result;

const ADDED: Record<string, Kernel> = {
  UndercoatBatchNorm: (heap, x, attrs) => {
    const [input, weight, bias] = x as [TensorInfo, TensorInfo, TensorInfo];
    return batchNormForward(heap, input, weight, bias, (attrs as { epsilon: number }).epsilon);
  },
  UndercoatBatchNormGrad: (heap, x, attrs) =>
    batchNormBackward(
      heap,
      x as Parameters<typeof batchNormBackward>[1],
      (attrs as { epsilon: number }).epsilon,
    ),
  UndercoatColumnSums: (heap, [x]) => columnSums(heap, x as TensorInfo),
  UndercoatNormalise: (heap, x) => normalised(heap, x as Parameters<typeof normalised>[1]),
  UndercoatRelu: (heap, [x]) => rectified(heap, x as TensorInfo),
  UndercoatReluGrad: (heap, x) => rectifiedGradient(heap, x as [TensorInfo, TensorInfo]),
  UndercoatRelu6: (heap, [x]) => rectified(heap, x as TensorInfo, "relu6"),
  UndercoatRelu6Grad: (heap, x) => rectifiedGradient(heap, x as [TensorInfo, TensorInfo], "relu6"),
  UndercoatUpsampleNearest2x: (heap, [x]) => upsampleNearest(heap, x as TensorInfo),
  UndercoatUpsampleNearest2xGrad: (heap, [dy]) => upsampleNearestGradient(heap, dy as TensorInfo),
};

interface PoolAttributes {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: "valid" | "same" | number;
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

function poolSizes(
  shape: number[],
  { filterSize, strides, pad, dimRoundingMode }: PoolAttributes,
): ConvolutionSizes {
  const image = shape as [number, number, number, number];
  return backend_util.computePool2DInfo(image, filterSize, strides, 1, pad, dimRoundingMode);
}

function shapeOf(tensor: TensorInfo | undefined): number[] {
  return tensor?.shape ?? [];
}

function axisOf({ axis }: { axis: number }, tensor: TensorInfo | undefined): number {
  return axis < 0 ? axis + shapeOf(tensor).length : axis;
}
