/**
 * Option schemas of the encoders, without TensorFlow.js.
 *
 * @example
 * ```ts
 * import { ResnetOptions } from "@undercoat/encoders/options";
 *
 * const options = ResnetOptions.parse({ depth: 34 });
 * ```
 *
 * @packageDocumentation
 */
export { ResnetOptions } from "./resnet-options.ts";
