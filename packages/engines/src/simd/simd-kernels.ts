import { assemble } from "./assembler.ts";
import { convolveRow } from "./convolve-row.ts";
import { weightGradient } from "./weight-gradient.ts";

/** The assembled kernels, working on the memory of tfjs's WebAssembly backend; all arguments are integers. */
export interface SimdKernels {
  convolveRow(...numbers: number[]): void;
  weightGradient(...numbers: number[]): void;
}

/** Compiles the kernels for `memory`. */
export function compileSimdKernels(memory: WebAssembly.Memory): SimdKernels {
  const module = new WebAssembly.Module(assemble([convolveRow(), weightGradient()]));
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  return instance.exports as unknown as SimdKernels;
}
