/**
 * Option schemas of the methods, without TensorFlow.js.
 *
 * @example
 * ```ts
 * import { MaskedReconstructionOptions } from "@undercoat/self-supervised/options";
 *
 * const options = MaskedReconstructionOptions.parse({ cell: 8 });
 * ```
 *
 * @packageDocumentation
 */
export { MaskedReconstructionOptions } from "./masked-reconstruction-options.ts";
export { PixelBarlowTwinsOptions } from "./pixel-barlow-twins-options.ts";
export { PretextName, PretextOptions, pretextNameOf } from "./pretext-options.ts";
export { RotationPredictionOptions } from "./rotation-prediction-options.ts";
export { SimSiamOptions } from "./sim-siam-options.ts";
