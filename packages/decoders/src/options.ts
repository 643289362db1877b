/**
 * Option schemas of the decoders, without TensorFlow.js.
 *
 * @example
 * ```ts
 * import { UnetOptions } from "@undercoat/decoders/options";
 *
 * const options = UnetOptions.parse({ width: 0.25 });
 * ```
 *
 * @packageDocumentation
 */
export { LateralFpnOptions } from "./lateral-fpn-options.ts";
export { UnetOptions } from "./unet-options.ts";
