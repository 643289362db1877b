import { createRequire } from "node:module";
import { dirname, sep } from "node:path";
import { setThreadsCount, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { enableProdMode, setBackend } from "@tensorflow/tfjs-core";
import { EnginesError } from "../errors.ts";
import { chooseWasmKernels } from "./register-kernels.ts";

let prepared = false;

/** Makes the WebAssembly backend, with the kernels that training needs, the current one. */
export async function startWasm(): Promise<null> {
  if (!prepared) prepare();
  if (await setBackend("wasm")) return null;
  throw new EnginesError("ENGINE_FAILED", { message: 'TensorFlow.js refused its backend "wasm"' });
}

function prepare(): void {
  setWasmPaths(dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm")) + sep);
  enableProdMode(); // tfjs otherwise prints advice
  setThreadsCount(1); // more threads sum in another order
  chooseWasmKernels("simd");
  prepared = true;
}
