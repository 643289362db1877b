/**
 * Means with intervals and paired comparisons for few seeds.
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
export {
  isStatisticsError,
  StatisticsError,
  type StatisticsErrorCode,
  type StatisticsErrorDetails,
} from "./errors.ts";
export { holm } from "./holm.ts";
export { type KendallCorrelation, kendallCorrelation } from "./kendall-correlation.ts";
export { mean } from "./mean.ts";
export { type PairedDifference, pairedDifference } from "./paired-difference.ts";
export { type PairedTTest, type PairedTTestOptions, pairedTTest } from "./paired-t-test.ts";
export { pearsonCorrelation } from "./pearson-correlation.ts";
export { quantile } from "./quantile.ts";
export { ranks } from "./ranks.ts";
export { type SpearmanCorrelation, spearmanCorrelation } from "./spearman-correlation.ts";
export { standardDeviation } from "./standard-deviation.ts";
export { standardError } from "./standard-error.ts";
export { studentTCdf } from "./student-t-cdf.ts";
export { studentTQuantile } from "./student-t-quantile.ts";
export { type Interval, tInterval } from "./t-interval.ts";
