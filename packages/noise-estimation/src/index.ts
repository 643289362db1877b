/**
 * Estimates the noise of given labels, and ranks what looks wrong.
 *
 * @example
 * ```ts
 * import { confidentJoint, countJoint, findLabelIssues, noiseModel } from "@undercoat/noise-estimation";
 *
 * const labels = Uint8Array.of(0, 0, 1, 1, 255);
 * const probabilities = Float32Array.of(0.9, 0.1, 0.2, 0.8, 0.1, 0.9, 0.3, 0.7, 0.5, 0.5);
 * const pixels = { classes: 2, probabilities, labels };
 * const { noiseRate, transitionMatrix } = noiseModel(confidentJoint(countJoint(pixels)));
 * const { flags } = findLabelIssues(pixels);
 * ```
 *
 * @packageDocumentation
 */

export { assertEnoughLabels, LeastLabels } from "./assert-enough-labels.ts";
export {
  type BiasScene,
  DetectBiasOptions,
  detectBias,
  type GroupMap,
  type JudgedFactor,
  type LabelBias,
  type UnjudgedFactor,
} from "./bias/detect-bias.ts";
export type { LocalDisagreement } from "./bias/internal/places.ts";
export { type GridValues, type MoransI, type MoransIOptions, moransI } from "./bias/morans-i.ts";
export {
  type CleanLabelsNeeded,
  CleanLabelsNeededOptions,
  cleanLabelsNeeded,
} from "./clean-labels-needed.ts";
export { type ConfidentJoint, confidentJoint, countJoint } from "./confident-joint.ts";
export { confidentThresholds, type ThresholdCounter } from "./confident-thresholds.ts";
export { contradictedPixels } from "./contradicted-pixels.ts";
export { EnsembleIouOptions, ensembleIou, meanProbabilities } from "./ensemble-iou.ts";
export {
  isNoiseEstimationError,
  NoiseEstimationError,
  type NoiseEstimationErrorCode,
  type NoiseEstimationErrorDetails,
} from "./errors.ts";
export {
  EstimateNoiseOptions,
  estimateNoise,
  type IntervalEstimate,
  type NoiseEstimate,
} from "./estimate-noise.ts";
export { FindLabelIssuesOptions, findLabelIssues, type LabelIssues } from "./find-label-issues.ts";
export { type JointCounter, type JointCounts, jointCounter } from "./joint-counter.ts";
export { assertLabelledPixels, type LabelledPixels } from "./labelled-pixels.ts";
export { type NoiseModel, noiseModel } from "./noise-model.ts";
export { type ObjectQuality, ObjectQualityOptions, objectQuality } from "./object-quality.ts";
export { type FoldTask, type OutOfFoldBlock, outOfFold, type TrainAndPredict } from "./out-of-fold.ts";
export { type PatchQuality, PatchQualityOptions, patchQuality, type QualityMap } from "./patch-quality.ts";
export { PixelQualityOptions, pixelQuality } from "./pixel-quality.ts";
export { softMinimum } from "./soft-minimum.ts";
export {
  BoundaryBiasOptions,
  type BoundaryOffset,
  boundaryBias,
  type ClassBoundaryBias,
} from "./spatial/boundary-bias.ts";
export {
  DecomposeLabelErrorOptions,
  decomposeLabelError,
  type ErrorPart,
  type ErrorParts,
  type LabelErrorDecomposition,
} from "./spatial/decompose-label-error.ts";
export {
  EstimateShiftOptions,
  estimateShift,
  type ShiftEstimate,
  type ShiftInput,
} from "./spatial/estimate-shift.ts";
export type { ObjectRate } from "./spatial/internal/object-rate.ts";
export type { NoEstimate } from "./spatial/internal/refusal.ts";
export {
  type ObjectShift,
  ObjectShiftsOptions,
  type OneShift,
  objectShifts,
} from "./spatial/object-shifts.ts";
export { spatialBlocks } from "./spatial-blocks.ts";
export { type FoldBlock, type SpatialFolds, SpatialFoldsOptions, spatialFolds } from "./spatial-folds.ts";
export {
  type SampledShare,
  type StratifiedNoiseRate,
  StratifiedNoiseRateOptions,
  stratifiedNoiseRate,
} from "./stratified-noise-rate.ts";
export { suggestUse, type UseEvidence, type UseSuggestion } from "./suggest-use.ts";
export { type ContradictedMap, type SuspiciousObject, suspiciousObjects } from "./suspicious-objects.ts";
export {
  type PairTransition,
  TransitionFromPairsOptions,
  transitionFromPairs,
} from "./transition-from-pairs.ts";
