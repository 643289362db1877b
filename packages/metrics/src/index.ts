/**
 * Segmentation metrics that are exact, ignore class 255, list absent classes, and come with intervals.
 *
 * @example
 * ```ts
 * import { confusionMatrix, iouPerClass, meanIou } from "@undercoat/metrics";
 *
 * const scheme = { name: "buildings", classes: [{ value: 0, name: "other" }, { value: 1, name: "building" }] };
 * const confusion = confusionMatrix(scheme);
 * confusion.update(Uint8Array.of(0, 1, 1, 255), Uint8Array.of(0, 1, 0, 1));
 * const result = { iou: iouPerClass(confusion), mean: meanIou(confusion) };
 * ```
 *
 * @packageDocumentation
 */
export { type AreaError, type AreaErrorOptions, areaErrorPerClass } from "./area-error-per-class.ts";
export { type BlockConfusion, blockConfusion, type ConfusionBlock } from "./block-confusion.ts";
export { bootstrapConfusion, type ConfusionMeasure, type MeasuredInterval } from "./bootstrap-confusion.ts";
export { type BoundaryF1, type BoundaryF1Options, type BoundaryScores, boundaryF1 } from "./boundary-f1.ts";
export { type BoundaryIou, type BoundaryIouOptions, boundaryIou } from "./boundary-iou.ts";
export {
  type Calibration,
  type CalibrationOptions,
  type ClasswiseCalibrationError,
  calibration,
  type ReliabilityBin,
} from "./calibration.ts";
export type { ClassMean } from "./class-mean.ts";
export { classesAt } from "./classes-at.ts";
export { cohenKappa } from "./cohen-kappa.ts";
export {
  type ConfusionCounts,
  type ConfusionJson,
  type ConfusionMatrix,
  confusionMatrix,
  type MergeableConfusion,
} from "./confusion-matrix.ts";
export { isMetricsError, MetricsError, type MetricsErrorCode, type MetricsErrorDetails } from "./errors.ts";
export { f1PerClass } from "./f1-per-class.ts";
export { frequencyWeightedIou } from "./frequency-weighted-iou.ts";
export {
  type GroupedConfusion,
  type GroupMean,
  groupedConfusion,
  type StratifiedPixels,
} from "./grouped-confusion.ts";
export { iouPerClass } from "./iou-per-class.ts";
export { matthewsCorrelation } from "./matthews-correlation.ts";
export { meanAccuracy } from "./mean-accuracy.ts";
export { meanF1 } from "./mean-f1.ts";
export { meanIou } from "./mean-iou.ts";
export { mergedConfusion } from "./merged-confusion.ts";
export { microIou } from "./micro-iou.ts";
export {
  type ObjectMatches,
  type ObjectScores,
  type ObjectScoresOptions,
  objectScores,
} from "./object-scores.ts";
export { overallAccuracy } from "./overall-accuracy.ts";
export { type PairedDifferenceInterval, pairedBootstrap } from "./paired-bootstrap.ts";
export { precisionPerClass } from "./precision-per-class.ts";
export { type RankingScores, rankingScores } from "./ranking-scores.ts";
export { recallPerClass } from "./recall-per-class.ts";
export { type RiskCoverage, type RiskCoveragePoint, riskCoverage } from "./risk-coverage.ts";
export {
  type BestThreshold,
  type ScoreHistogram,
  type ScoreHistogramJson,
  type ScoreHistogramOptions,
  scoreHistogram,
} from "./score-histogram.ts";
