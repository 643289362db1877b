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
export { Deeplabv3plusOptions } from "./deeplabv3plus-options.ts";
export { FpnOptions } from "./fpn-options.ts";
export { LateralFpnOptions } from "./lateral-fpn-options.ts";
export { LinearOptions } from "./linear-options.ts";
export { LinknetOptions } from "./linknet-options.ts";
export { PspnetOptions } from "./pspnet-options.ts";
export { UnetOptions } from "./unet-options.ts";
export { UpernetOptions } from "./upernet-options.ts";
