import { assemble } from "@undercoat/wasm-assembler";
import { convolve } from "./convolve.ts";
import { channelKernels, elementKernels } from "./element-kernels.ts";
import { transposeEight } from "./transpose-eight.ts";
import { weightGradient } from "./weight-gradient.ts";

type Kernel = (...numbers: number[]) => void;

/** The assembled kernels, working on the memory of tfjs's WebAssembly backend; all arguments are integers. */
export interface SimdKernels {
  readonly convolve: Kernel;
  readonly weightGradient: Kernel;
  readonly transposeEight: Kernel;
  readonly copy: Kernel;
  readonly relu: Kernel;
  readonly reluGradient: Kernel;
  readonly relu6: Kernel;
  readonly relu6Gradient: Kernel;
  readonly maxInto: Kernel;
  readonly maxGradient: Kernel;
  readonly spread: Kernel;
  readonly gather: Kernel;
  readonly columnSums: Kernel;
  readonly moments: Kernel;
  readonly normalise: Kernel;
  readonly gradientSums: Kernel;
  readonly normaliseGradient: Kernel;
}

/** Compiles the kernels for `memory`. */
export function compileSimdKernels(memory: WebAssembly.Memory): SimdKernels {
  const sources = [convolve(), weightGradient(), transposeEight(), ...elementKernels(), ...channelKernels()];
  const instance = new WebAssembly.Instance(new WebAssembly.Module(assemble(sources)), { env: { memory } });
  return instance.exports as unknown as SimdKernels;
}
