/**
 * Option schemas of the reader.
 *
 * @example
 * ```ts
 * import { SafetensorsReadOptions } from "@undercoat/safetensors/options";
 *
 * console.log(SafetensorsReadOptions.parse({}).largestHeader);
 * ```
 *
 * @packageDocumentation
 */
export { SafetensorsReadOptions } from "./read-options.ts";
