/**
 * Reads and writes safetensors files without a second copy, and refuses hostile ones.
 *
 * @example
 * ```ts
 * import { encodeSafetensors, readSafetensors } from "@undercoat/safetensors";
 *
 * const bias = { type: "F32", shape: [2], data: Float32Array.of(0.5, -0.5) } as const;
 * const bytes = encodeSafetensors({ tensors: new Map([["bias", bias]]) });
 * console.log(readSafetensors(bytes).tensors.get("bias")?.shape);
 * ```
 *
 * @packageDocumentation
 */
export {
  isSafetensorsError,
  SafetensorsError,
  type SafetensorsErrorCode,
  type SafetensorsErrorDetails,
} from "./errors.ts";
export { type ReadHeaderOptions, readSafetensorsHeader, type SafetensorsHeader } from "./read-header.ts";
export { SafetensorsReadOptions } from "./read-options.ts";
export { readSafetensors, type Safetensors } from "./read-safetensors.ts";
export type { SafetensorsTensor, TensorData, TensorInfo, TensorType } from "./tensor-types.ts";
export { toFloat32 } from "./to-float32.ts";
export { encodeSafetensors, type SafetensorsContent, safetensorsPieces } from "./write-safetensors.ts";
