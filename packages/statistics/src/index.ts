/**
 * Means with intervals, paired tests, bootstrap intervals and design-based areas.
 *
 * @example
 * ```ts
 * import { pairedDifference } from "@undercoat/statistics";
 *
 * const pretrained = [0.61, 0.63, 0.6, 0.64, 0.62]; // IoU of five seeds
 * const scratch = [0.55, 0.58, 0.56, 0.57, 0.58]; // the same seeds
 * const { mean, interval, verdict } = pairedDifference(pretrained, scratch);
 * ```
 *
 * @packageDocumentation
 */
export { betaCdf } from "./beta-cdf.ts";
export { betaQuantile } from "./beta-quantile.ts";
export { type BootstrapInterval, type BootstrapOptions, bootstrapIntervals } from "./bootstrap-intervals.ts";
export {
  isStatisticsError,
  StatisticsError,
  type StatisticsErrorCode,
  type StatisticsErrorDetails,
} from "./errors.ts";
export { holm } from "./holm.ts";
export { type KendallCorrelation, kendallCorrelation } from "./kendall-correlation.ts";
export { FARTHEST, type LabelsNeeded, type LearningCurve, learningCurve } from "./learning-curve.ts";
export { mean } from "./mean.ts";
export { monotone } from "./monotone.ts";
export { normalCdf } from "./normal-cdf.ts";
export { normalQuantile } from "./normal-quantile.ts";
export { type PairedDifference, pairedDifference } from "./paired-difference.ts";
export { type PairedEffectSize, pairedEffectSize } from "./paired-effect-size.ts";
export { type PairedTTest, type PairedTTestOptions, pairedTTest } from "./paired-t-test.ts";
export { pearsonCorrelation } from "./pearson-correlation.ts";
export { type ProportionIntervalOptions, proportionInterval } from "./proportion-interval.ts";
export { quantile } from "./quantile.ts";
export type { RandomSource } from "./random-source.ts";
export { ranks } from "./ranks.ts";
export { resampledMeans, resampleWidening } from "./resampled-means.ts";
export { type SignFlipTest, type SignFlipTestOptions, signFlipTest } from "./sign-flip-test.ts";
export { type SignedRankTest, type SignedRankTestOptions, signedRankTest } from "./signed-rank-test.ts";
export { type SpearmanCorrelation, spearmanCorrelation } from "./spearman-correlation.ts";
export { standardDeviation } from "./standard-deviation.ts";
export { standardError } from "./standard-error.ts";
export {
  type DesignEstimate,
  type StratifiedEstimate,
  type StratifiedEstimateOptions,
  stratifiedEstimate,
} from "./stratified-estimate.ts";
export {
  type StratifiedSampleSize,
  type StratifiedSampleSizeOptions,
  stratifiedSampleSize,
} from "./stratified-sample-size.ts";
export { studentTCdf } from "./student-t-cdf.ts";
export { studentTQuantile } from "./student-t-quantile.ts";
export { type Interval, tInterval } from "./t-interval.ts";
