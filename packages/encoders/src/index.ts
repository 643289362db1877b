/**
 * ResNet encoders with a width factor, in the topology of segmentation_models.pytorch.
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
export { resnet } from "./resnet.ts";
export { ResnetOptions } from "./resnet-options.ts";
