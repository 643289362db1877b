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
export { LabelNoiseOptions } from "./label-noise-options.ts";
export { MisregistrationNoiseOptions } from "./misregistration-noise.ts";
export { OmissionNoiseOptions } from "./omission-noise.ts";
