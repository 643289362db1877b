/**
 * The option schemas of `@undercoat/prediction`, for config files and command lines.
 *
 * @example
 * ```ts
 * import { TilingOptions } from "@undercoat/prediction/options";
 *
 * TilingOptions.parse({ tile: 256 }); // overlap: 64, blend: "cosine"
 * ```
 *
 * @packageDocumentation
 */
export { Augmentation } from "./augmentation.ts";
export { LayerOptions } from "./layer-options.ts";
export { TilingOptions } from "./tiling-options.ts";
