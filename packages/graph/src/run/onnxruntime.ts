import { createRequire } from "node:module";
import { GraphError } from "../errors.ts";

/** A tensor of ONNX Runtime over an array that stays ours. */
export interface RuntimeTensor {
  readonly data: Float32Array | Int32Array | Uint8Array;
}

/** What is used of ONNX Runtime's binding: its public API is asynchronous, the binding underneath is not. */
export interface RuntimeSession {
  loadModel(buffer: ArrayBufferLike, offset: number, length: number, options: object): void;
  /** A fetch that is null is given in an array of the runtime's own. */
  run(
    feeds: Record<string, RuntimeTensor>,
    fetches: Record<string, RuntimeTensor | null>,
    options: object,
  ): unknown;
  dispose(): void;
}

/** ONNX Runtime, loaded. */
export interface Runtime {
  readonly version: string;
  readonly Session: new () => RuntimeSession;
  readonly Tensor: new (
    type: string,
    data: Float32Array | Int32Array | Uint8Array,
    shape: readonly number[],
  ) => RuntimeTensor;
}

let loaded: Runtime | null = null;

/**
 * Loads ONNX Runtime from npm's `onnxruntime-node`.
 *
 * @throws {GraphError} `RUNTIME_MISSING` where it is not installed or does not load on this machine.
 */
export function onnxRuntime(): Runtime {
  if (loaded) return loaded;
  const require = createRequire(import.meta.url);
  try {
    const { binding, initOrt } = require("onnxruntime-node/dist/binding.js");
    const { Tensor } = createRequire(require.resolve("onnxruntime-node/package.json"))("onnxruntime-common");
    const { version } = require("onnxruntime-node/package.json");
    initOrt();
    loaded = { version, Session: binding.InferenceSession, Tensor };
    return loaded;
  } catch (cause) {
    throw new GraphError("RUNTIME_MISSING", { message: missingMessage(cause), cause });
  }
}

/**
 * Version of the installed ONNX Runtime, such as `"1.30.0"`.
 *
 * @throws {GraphError} `RUNTIME_MISSING`.
 */
export function onnxRuntimeVersion(): string {
  return onnxRuntime().version;
}

/** `null` where ONNX Runtime is installed, else one line: what is missing and how to get it. Loads nothing. */
export function onnxRuntimeMissing(): string | null {
  try {
    createRequire(import.meta.url).resolve("onnxruntime-node/package.json");
    return null;
  } catch (cause) {
    return missingMessage(cause);
  }
}

function missingMessage(cause: unknown): string {
  const { code, message } = cause as { code?: string; message?: string };
  if (code === "MODULE_NOT_FOUND")
    return 'the npm package "onnxruntime-node" is not installed; run npm install onnxruntime-node --onnxruntime-node-install=skip';
  if (code === "ERR_DLOPEN_FAILED")
    return `onnxruntime-node does not load on this machine (${String(message).split("\n")[0]}); it needs a 64-bit system with glibc 2.28, macOS or Windows: use the engine "wasm"`;
  return `onnxruntime-node does not load (${String(message).split("\n")[0]}); install it again`;
}
