/**
 * Decoders: U-Net, FPN, DeepLabV3+, UPerNet, PSPNet, LinkNet, a linear probe and a small lateral FPN.
 *
 * @example
 * ```ts
 * import { fpn, unet } from "@undercoat/decoders";
 *
 * const decoders = [unet({ width: 0.25 }), fpn({ mergePolicy: "cat" })];
 * ```
 *
 * @packageDocumentation
 */
export { deeplabv3plus } from "./deeplabv3plus.ts";
export { Deeplabv3plusOptions } from "./deeplabv3plus-options.ts";
export {
  DecodersError,
  type DecodersErrorCode,
  type DecodersErrorDetails,
  isDecodersError,
} from "./errors.ts";
export { fpn } from "./fpn.ts";
export { FpnOptions } from "./fpn-options.ts";
export { lateralFpn } from "./lateral-fpn.ts";
export { LateralFpnOptions } from "./lateral-fpn-options.ts";
export { linear } from "./linear.ts";
export { LinearOptions } from "./linear-options.ts";
export { linknet } from "./linknet.ts";
export { LinknetOptions } from "./linknet-options.ts";
export { pspnet } from "./pspnet.ts";
export { PspnetOptions } from "./pspnet-options.ts";
export { unet } from "./unet.ts";
export { UnetOptions } from "./unet-options.ts";
export { upernet } from "./upernet.ts";
export { UpernetOptions } from "./upernet-options.ts";
