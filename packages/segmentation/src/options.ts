/**
 * Option schemas of this package, without TensorFlow.js.
 *
 * @example
 * ```ts
 * import { ImportOptions } from "@undercoat/segmentation/options";
 *
 * const options = ImportOptions.parse({ parts: ["encoder"] });
 * ```
 *
 * @packageDocumentation
 */
export { ImportOptions } from "./import-options.ts";
