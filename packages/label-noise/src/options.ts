/**
 * The option schemas of `@undercoat/label-noise`, for config files and command lines.
 *
 * @example
 * ```ts
 * import { LabelNoiseOptions } from "@undercoat/label-noise/options";
 *
 * LabelNoiseOptions.parse({ kind: "omission", probability: 0.3 });
 * ```
 *
 * @packageDocumentation
 */
export { BoundaryNoiseOptions } from "./boundary-noise.ts";
export { ClassConditionalNoiseOptions } from "./class-conditional-noise.ts";
export { CoarseningNoiseOptions } from "./coarsening-noise.ts";
export { CommissionNoiseOptions } from "./commission-noise.ts";
export { DisplacementNoiseOptions } from "./displacement-noise.ts";
export { ElasticNoiseOptions } from "./elastic-noise.ts";
export { LabelNoiseOptions, labelNoiseKinds } from "./label-noise-options.ts";
export { MisregistrationNoiseOptions } from "./misregistration-noise.ts";
export { MissingTilesNoiseOptions } from "./missing-tiles-noise.ts";
export { ObjectAffineNoiseOptions } from "./object-affine-noise.ts";
export { ObjectShiftNoiseOptions } from "./object-shift-noise.ts";
export { OmissionNoiseOptions } from "./omission-noise.ts";
export { OutdatedNoiseOptions } from "./outdated-noise.ts";
export { PolygonNoiseOptions, polygonNoiseKinds } from "./polygon-noise-options.ts";
export { ResampledIdsNoiseOptions } from "./resampled-ids-noise.ts";
export { RuleMadeNoiseOptions } from "./rule-made-noise.ts";
export { ScaledNoiseOptions } from "./scaled-noise.ts";
export { SimplificationNoiseOptions } from "./simplification-noise.ts";
