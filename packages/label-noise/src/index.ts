/**
 * Simulates label noise on label maps and reports what was really changed.
 *
 * @example
 * ```ts
 * import { labelNoise } from "@undercoat/label-noise";
 * import { createRng } from "@undercoat/random";
 * import { labelMap } from "@undercoat/raster";
 *
 * const scheme = { name: "buildings", classes: [{ value: 0, name: "other" }, { value: 1, name: "building" }] };
 * const labels = labelMap({ width: 3, height: 2, scheme, data: Uint8Array.of(0, 1, 255, 0, 1, 1) });
 * const noise = labelNoise({ kind: "class-conditional", rate: 0.2 });
 * const { labels: noisy, report } = noise.apply(labels, createRng(0).fork("noise"));
 * ```
 *
 * @packageDocumentation
 */
export { BoundaryNoiseOptions, boundaryNoise } from "./boundary-noise.ts";
export {
  ClassConditionalNoiseOptions,
  classConditionalNoise,
  symmetricMatrix,
} from "./class-conditional-noise.ts";
export { CoarseningNoiseOptions, coarseningNoise } from "./coarsening-noise.ts";
export { isLabelNoiseError, LabelNoiseError, type LabelNoiseErrorCode } from "./errors.ts";
export { labelNoise } from "./from-options.ts";
export type { LabelNoise, NoiseReport, NoisyLabels } from "./label-noise.ts";
export { LabelNoiseOptions } from "./label-noise-options.ts";
export { MisregistrationNoiseOptions, misregistrationNoise } from "./misregistration-noise.ts";
export { noiseSequence } from "./noise-sequence.ts";
export { OmissionNoiseOptions, omissionNoise } from "./omission-noise.ts";
