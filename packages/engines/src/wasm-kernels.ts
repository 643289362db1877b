import { registerKernel } from "@tensorflow/tfjs-core";
import { convolutionWeightGradient } from "./wasm-convolution-gradients.ts";

/** Registers the training kernels that tfjs's WebAssembly backend lacks, or has slow or wrong. */
export function registerWasmKernels(): void {
  registerKernel({
    kernelName: "Conv2DBackpropFilter",
    backendName: "wasm",
    kernelFunc: convolutionWeightGradient,
  });
}
