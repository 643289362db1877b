/**
 * The option schemas of `@undercoat/datasets`, for config files and command lines.
 *
 * @example
 * ```ts
 * import { PatchOptions } from "@undercoat/datasets/options";
 *
 * PatchOptions.parse({ size: 128, batchSize: 4 }); // dihedral: true
 * ```
 *
 * @packageDocumentation
 */
export { CheckSplitOptions } from "./check-split.ts";
export { ChoosePatchesOptions } from "./choose-patches.ts";
export { MakeSplitOptions } from "./make-split.ts";
export { Normalisation } from "./normalisation.ts";
export { PatchOptions } from "./patch-options.ts";
export { PercentileOptions } from "./percentile-normalisation.ts";
export { BandNoiseOptions, PhotometricOptions } from "./photometric.ts";
export { ShiftScaleRotateOptions } from "./shift-scale-rotate.ts";
export { SplitFile } from "./split-file.ts";
export { SyntheticSceneOptions } from "./synthetic-scene-options.ts";
export { UniformSamplerOptions } from "./uniform-sampler.ts";
