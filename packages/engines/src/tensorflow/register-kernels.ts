import { getKernel, type KernelFunc, type TensorInfo } from "@tensorflow/tfjs-core";
import { operandsOf, putKernel } from "../internal/kernel-registry.ts";
import { batchNormBackward, batchNormForward, columnSums, normalised } from "./batch-norm.ts";
import { PADDED, type WindowAttributes } from "./explicit-padding.ts";
import { type NodeBackend, runOp } from "./node-backend.ts";
import {
  upsampleBilinear,
  upsampleBilinearGradient,
  upsampleNearest,
  upsampleNearestGradient,
} from "./upsample.ts";

const BACKEND = "tensorflow";

/**
 * Puts numeric padding before the kernels of tfjs-node and adds the kernels that `@undercoat/tensor`
 * asks for by name. On a GPU, where the library keeps other statistics between a fused batch
 * normalisation and its gradient, batch normalisation stays composed.
 */
export function registerTensorflowKernels(device: "cpu" | "gpu"): void {
  for (const [name, attempt] of Object.entries(PADDED)) {
    const own = getKernel(name, BACKEND);
    const kernelFunc: KernelFunc = (call) =>
      attempt(
        call.backend as NodeBackend,
        call.inputs as Record<string, TensorInfo>,
        call.attrs as unknown as WindowAttributes,
      ) ?? own.kernelFunc(call);
    putKernel(name, BACKEND, { ...own, kernelFunc });
  }
  for (const [kernelName, kernel] of Object.entries(device === "cpu" ? { ...ADDED, ...CPU_ONLY } : ADDED)) {
    const kernelFunc: KernelFunc = ({ inputs, attrs, backend }) =>
      kernel(backend as NodeBackend, operandsOf(inputs as Record<string, TensorInfo>), attrs as Numbers);
    putKernel(kernelName, BACKEND, { kernelName, backendName: BACKEND, kernelFunc });
  }
}

type Numbers = Readonly<Record<string, number>>;
type Kernel = (backend: NodeBackend, x: readonly TensorInfo[], attrs: Numbers) => TensorInfo | TensorInfo[];
type Two = [TensorInfo, TensorInfo];

const ADDED: Readonly<Record<string, Kernel>> = {
  UndercoatColumnSums: (backend, [x]) => columnSums(backend, x as TensorInfo),
  UndercoatRelu: (backend, x) => runOp(backend, "Relu", x),
  UndercoatReluGrad: (backend, [dy, y]) => runOp(backend, "ReluGrad", [dy, y] as Two),
  UndercoatUpsampleBilinear: (backend, [x], { factor = 1 }) =>
    upsampleBilinear(backend, x as TensorInfo, factor),
  UndercoatUpsampleBilinearGrad: (backend, [dy], { factor = 1 }) =>
    upsampleBilinearGradient(backend, dy as TensorInfo, factor),
  UndercoatUpsampleNearest2x: (backend, [x]) => upsampleNearest(backend, x as TensorInfo),
  UndercoatUpsampleNearest2xGrad: (backend, [dy]) => upsampleNearestGradient(backend, dy as TensorInfo),
};

const CPU_ONLY: Readonly<Record<string, Kernel>> = {
  UndercoatBatchNorm: (backend, x, { epsilon = 0 }) =>
    batchNormForward(backend, x as [TensorInfo, ...Two], epsilon),
  UndercoatBatchNormGrad: (backend, x, { epsilon = 0 }) =>
    batchNormBackward(backend, x as [TensorInfo, ...Two, ...Two], epsilon),
  UndercoatNormalise: (backend, x) => normalised(backend, x as [...Two, ...Two]),
};
