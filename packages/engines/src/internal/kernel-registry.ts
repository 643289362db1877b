import {
  getKernel,
  type KernelConfig,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from "@tensorflow/tfjs-core";

/** Registers a kernel in place of the one of that name, or takes that away where there is none. */
export function putKernel(name: string, backend: string, config: KernelConfig | null): void {
  if (getKernel(name, backend)) unregisterKernel(name, backend);
  if (config) registerKernel(config);
}

/** Inputs called `x0`, `x1`, …, in order. */
export function operandsOf(inputs: Readonly<Record<string, TensorInfo>>): TensorInfo[] {
  return Object.keys(inputs).map((_, index) => inputs[`x${index}`] as TensorInfo);
}
