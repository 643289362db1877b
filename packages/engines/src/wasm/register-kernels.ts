import {
  getKernel,
  type KernelFunc,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from "@tensorflow/tfjs-core";
import { composedWeightGradient } from "./composed-weight-gradient.ts";
import { convolutionForward } from "./convolution-forward.ts";
import { convolutionInputGradient } from "./convolution-input-gradient.ts";
import { type ConvolutionAttributes, convolutionSizes, isPlain } from "./convolution-sizes.ts";
import { convolutionWeightGradient } from "./convolution-weight-gradient.ts";
import { heapOf } from "./heap.ts";

/** A kernel here: a result, or `null` where tfjs's own kernel shall do it. */
type Attempt = (input: Record<string, TensorInfo>, attrs: unknown, backend: unknown) => TensorInfo | null;

/**
 * Registers the training kernels that tfjs's WebAssembly backend lacks, and puts faster ones
 * before some that it has.
 */
export function registerWasmKernels(): void {
  replace("Conv2DBackpropFilter", weightGradientAttempt, composedWeightGradient);
  replace("Conv2DBackpropInput", inputGradientAttempt);
  replace("Conv2D", forwardAttempt);
}

const forwardAttempt: Attempt = ({ x, filter }, attrs, backend) => {
  if (!x || !filter) return null;
  const sizes = convolutionSizes(x.shape, filter.shape, attrs as ConvolutionAttributes);
  return isPlain(sizes, x, filter) ? convolutionForward(heapOf(backend), x, filter, sizes) : null;
};

const inputGradientAttempt: Attempt = ({ dy, filter }, attrs, backend) => {
  const attributes = attrs as ConvolutionAttributes;
  if (!dy || !filter) return null;
  const sizes = convolutionSizes(attributes.inputShape, filter.shape, attributes);
  return isPlain(sizes, dy, filter) ? convolutionInputGradient(heapOf(backend), dy, filter, sizes) : null;
};

const weightGradientAttempt: Attempt = ({ x, dy }, attrs, backend) => {
  const attributes = attrs as ConvolutionAttributes;
  if (!x || !dy) return null;
  const sizes = convolutionSizes(x.shape, attributes.filterShape, attributes);
  return isPlain(sizes, x, dy) ? convolutionWeightGradient(heapOf(backend), x, dy, sizes) : null;
};

function replace(kernelName: string, attempt: Attempt, otherwise?: KernelFunc): void {
  const own = getKernel(kernelName, "wasm");
  const rest = otherwise ?? own?.kernelFunc;
  if (own) unregisterKernel(kernelName, "wasm");
  registerKernel({
    ...own,
    kernelName,
    backendName: "wasm",
    kernelFunc: (call) =>
      attempt(call.inputs as Record<string, TensorInfo>, call.attrs, call.backend) ??
      (rest as KernelFunc)(call),
  });
}
