/**
 * Encoders for any number of bands, with the topology and tensor names of segmentation_models.pytorch.
 *
 * @example
 * ```ts
 * import { resnet } from "@undercoat/encoders";
 *
 * const encoder = resnet({ depth: 18, width: 0.25, inChannels: 3 });
 * const channels = encoder.features.map((feature) => feature.channels); // 16, 16, 32, 64, 128
 * ```
 *
 * @packageDocumentation
 */
export { convnext } from "./convnext.ts";
export { ConvnextOptions } from "./convnext-options.ts";
export { mobilenetV2 } from "./mobilenet-v2.ts";
export { MobilenetV2Options } from "./mobilenet-v2-options.ts";
export { plainUnet } from "./plain-unet.ts";
export { PlainUnetOptions } from "./plain-unet-options.ts";
export { resnet } from "./resnet.ts";
export { ResnetOptions } from "./resnet-options.ts";
export { tiny } from "./tiny.ts";
export { TinyOptions } from "./tiny-options.ts";
