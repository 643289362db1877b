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
export { ConvnextOptions } from "./convnext-options.ts";
export { MobilenetV2Options } from "./mobilenet-v2-options.ts";
export { PlainUnetOptions } from "./plain-unet-options.ts";
export { ResnetOptions } from "./resnet-options.ts";
export { TinyOptions } from "./tiny-options.ts";
