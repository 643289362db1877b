import type { EngineDefinition } from "../engine-definition.ts";

/** TensorFlow.js's WebAssembly backend with the training kernels of this package. */
export const wasmEngine: EngineDefinition = {
  name: "wasm",
  description: "WebAssembly with SIMD on one thread: fast, and bit-for-bit repeatable",
  automatic: true,
  missing: async () =>
    typeof WebAssembly === "object" ? null : 'this runtime has no WebAssembly; use "cpu"',
  start: async () => (await import("./start-wasm.ts")).startWasm(),
};
