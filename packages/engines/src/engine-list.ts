import type { Engine } from "@undercoat/tensor";
import type { EngineName } from "./engine-name.ts";

/** The engines this package knows, best first. */
export function engineList(): (Engine & { readonly name: Exclude<EngineName, "auto"> })[] {
  return [
    { name: "wasm", description: "WebAssembly with SIMD on one thread: fast, and bit-for-bit repeatable" },
    { name: "cpu", description: "plain JavaScript: slow, runs everywhere, for checks of exactness" },
  ];
}
