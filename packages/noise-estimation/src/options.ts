/**
 * The option schemas of `@undercoat/noise-estimation`, for config files and command lines.
 *
 * @example
 * ```ts
 * import { FindLabelIssuesOptions } from "@undercoat/noise-estimation/options";
 *
 * FindLabelIssuesOptions.parse({ filter: "both" });
 * ```
 *
 * @packageDocumentation
 */

export { LeastLabels } from "./assert-enough-labels.ts";
export { DetectBiasOptions } from "./bias/detect-bias.ts";
export { CleanLabelsNeededOptions } from "./clean-labels-needed.ts";
export { EnsembleIouOptions } from "./ensemble-iou.ts";
export { EstimateNoiseOptions } from "./estimate-noise.ts";
export { FindLabelIssuesOptions } from "./find-label-issues.ts";
export { ObjectQualityOptions } from "./object-quality.ts";
export { PatchQualityOptions } from "./patch-quality.ts";
export { PixelQualityOptions } from "./pixel-quality.ts";
export { BoundaryBiasOptions } from "./spatial/boundary-bias.ts";
export { DecomposeLabelErrorOptions } from "./spatial/decompose-label-error.ts";
export { EstimateShiftOptions } from "./spatial/estimate-shift.ts";
export { ObjectShiftsOptions } from "./spatial/object-shifts.ts";
export { SpatialFoldsOptions } from "./spatial-folds.ts";
export { StratifiedNoiseRateOptions } from "./stratified-noise-rate.ts";
export { TransitionFromPairsOptions } from "./transition-from-pairs.ts";
