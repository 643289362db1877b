/**
 * Simulates label noise on label maps and polygons and reports what was really changed.
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
  pairflipMatrix,
  symmetricMatrix,
} from "./class-conditional-noise.ts";
export { CoarseningNoiseOptions, coarseningNoise } from "./coarsening-noise.ts";
export { CommissionNoiseOptions, commissionNoise } from "./commission-noise.ts";
export { DisplacementNoiseOptions, displacementNoise } from "./displacement-noise.ts";
export { ElasticNoiseOptions, elasticNoise } from "./elastic-noise.ts";
export { isLabelNoiseError, LabelNoiseError, type LabelNoiseErrorCode } from "./errors.ts";
export { labelNoise, otherLabelsOf } from "./from-options.ts";
export type {
  LabelNoise,
  NoiseContext,
  NoiseReport,
  NoiseStrength,
  NoisyLabels,
  ObjectChange,
  ScenePlace,
} from "./label-noise.ts";
export { LabelNoiseOptions, labelNoiseKinds } from "./label-noise-options.ts";
export { MisregistrationNoiseOptions, misregistrationNoise } from "./misregistration-noise.ts";
export { MissingTilesNoiseOptions, missingTilesNoise } from "./missing-tiles-noise.ts";
export { noiseMixture, type WeightedNoise } from "./noise-mixture.ts";
export { noiseSequence } from "./noise-sequence.ts";
export { type NoiseWindowOptions, noiseWindow } from "./noise-window.ts";
export { ObjectAffineNoiseOptions, objectAffineNoise } from "./object-affine-noise.ts";
export { ObjectShiftNoiseOptions, objectShiftNoise } from "./object-shift-noise.ts";
export { OmissionNoiseOptions, omissionNoise } from "./omission-noise.ts";
export { OutdatedNoiseOptions, outdatedNoise } from "./outdated-noise.ts";
export { type NoisyPolygons, type PolygonNoise, type PolygonReport, polygonNoise } from "./polygon-noise.ts";
export { PolygonNoiseOptions, polygonNoiseKinds } from "./polygon-noise-options.ts";
export { ResampledIdsNoiseOptions, resampledIdsNoise } from "./resampled-ids-noise.ts";
export { RuleMadeNoiseOptions, ruleMadeNoise } from "./rule-made-noise.ts";
export { ScaledNoiseOptions, scaledNoise } from "./scaled-noise.ts";
export { SimplificationNoiseOptions, simplificationNoise } from "./simplification-noise.ts";
