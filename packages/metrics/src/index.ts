/**
 * Segmentation metrics that are exact, ignore class 255 and list absent classes.
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
export type { ClassMean } from "./class-mean.ts";
export { cohenKappa } from "./cohen-kappa.ts";
export {
  type ConfusionCounts,
  type ConfusionJson,
  type ConfusionMatrix,
  confusionMatrix,
} from "./confusion-matrix.ts";
export { isMetricsError, MetricsError, type MetricsErrorCode, type MetricsErrorDetails } from "./errors.ts";
export { f1PerClass } from "./f1-per-class.ts";
export { frequencyWeightedIou } from "./frequency-weighted-iou.ts";
export { iouPerClass } from "./iou-per-class.ts";
export { matthewsCorrelation } from "./matthews-correlation.ts";
export { meanAccuracy } from "./mean-accuracy.ts";
export { meanF1 } from "./mean-f1.ts";
export { meanIou } from "./mean-iou.ts";
export { mergedConfusion } from "./merged-confusion.ts";
export { overallAccuracy } from "./overall-accuracy.ts";
export { precisionPerClass } from "./precision-per-class.ts";
export { recallPerClass } from "./recall-per-class.ts";
export {
  type BestThreshold,
  type ScoreHistogram,
  type ScoreHistogramJson,
  type ScoreHistogramOptions,
  scoreHistogram,
} from "./score-histogram.ts";
