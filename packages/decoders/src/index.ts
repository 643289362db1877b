/**
 * U-Net and lateral FPN decoders.
 *
 * @example
 * ```ts
 * import { lateralFpn, unet } from "@undercoat/decoders";
 *
 * const decoders = [unet({ width: 0.25 }), lateralFpn({ channels: 32 })];
 * ```
 *
 * @packageDocumentation
 */
export {
  DecodersError,
  type DecodersErrorCode,
  type DecodersErrorDetails,
  isDecodersError,
} from "./errors.ts";
export { lateralFpn } from "./lateral-fpn.ts";
export { LateralFpnOptions } from "./lateral-fpn-options.ts";
export { unet } from "./unet.ts";
export { UnetOptions } from "./unet-options.ts";
