/**
 * Which layers took up the label noise: divergences of weights and activations against a null, swap tests and freeze plans.
 *
 * @example
 * ```ts
 * import { encoderDecoderSummary, gaussianWeightKl, ratioToNull, weightDivergence } from "@undercoat/layer-analysis";
 *
 * const measure = gaussianWeightKl();
 * const noisy = weightDivergence(clean, trainedOnNoise, { measure });
 * const floor = weightDivergence(clean, cleanRerun, { measure });
 * const summary = encoderDecoderSummary(ratioToNull([noisy], [floor]));
 * ```
 *
 * @packageDocumentation
 */
export { type ActivationDivergenceOptions, activationDivergence } from "./activation-divergence.ts";
export { activationHistogramKl } from "./activation-histogram-kl.ts";
export type {
  ActivationComparison,
  ActivationMeasure,
  ActivationValue,
  FeatureBlock,
} from "./activation-measure.ts";
export { ActivationHistogramOptions, ChannelSoftmaxOptions } from "./activation-options.ts";
export {
  batchNormDivergence,
  type ChannelDivergence,
  type ChannelStatistics,
  channelDivergence,
} from "./batch-norm-divergence.ts";
export { channelGaussianKl } from "./channel-gaussian-kl.ts";
export { channelSoftmaxKl } from "./channel-softmax-kl.ts";
export { type CkaMatrix, type CkaMatrixOptions, ckaMatrix } from "./cka-matrix.ts";
export { compareFeatures } from "./compare-features.ts";
export { type CountDivergence, type CountDivergenceOptions, countDivergence } from "./count-divergence.ts";
export { type EncoderDecoderSummary, encoderDecoderSummary } from "./encoder-decoder-summary.ts";
export {
  isLayerAnalysisError,
  LayerAnalysisError,
  type LayerAnalysisErrorCode,
  type LayerAnalysisErrorDetails,
} from "./errors.ts";
export {
  type ExchangeOptions,
  type ExchangeResult,
  exchangeGroups,
  type GroupExchange,
} from "./exchange-groups.ts";
export {
  draftFreezePlan,
  type FreezeEvidence,
  type FreezePlanDraft,
  type GroupReason,
} from "./freeze-plan.ts";
export { FreezeRule } from "./freeze-rule.ts";
export { gaussianWeightKl } from "./gaussian-weight-kl.ts";
export { type GradientAgreement, gradientAgreement, type PairedGradient } from "./gradient-agreement.ts";
export { type FeatureReader, type GroupFeatures, groupFeatures } from "./group-features.ts";
export { HistogramKlOptions } from "./histogram-kl-options.ts";
export { histogramWeightKl } from "./histogram-weight-kl.ts";
export type { Interval, Verdict } from "./internal/log-interval.ts";
export { jensenShannonWeights } from "./jensen-shannon-weights.ts";
export type { LayerMeasure, MeasureValue, WeightTensor } from "./layer-measure.ts";
export {
  type LayerStudy,
  type LayerStudyOptions,
  layerStudy,
  type StudyObservation,
  type StudyRow,
  type StudyTable,
} from "./layer-study.ts";
export { type LayerParameter, type LayerWeights, layerWeightsOf, type WeightKind } from "./layer-weights.ts";
export {
  type CkaAccumulator,
  ckaAccumulator,
  type LinearCka,
  linearCkaDistance,
} from "./linear-cka.ts";
export { type LabelledProbe, labelGradients, pixelGradients } from "./pixel-gradients.ts";
export { PlannedTuning } from "./planned-tuning.ts";
export type { ProbeBatch } from "./probe-batch.ts";
export { type RankAgreement, type RankAgreementOptions, rankAgreement } from "./rank-agreement.ts";
export { type LayerRatio, type RatioToNullOptions, ratioToNull } from "./ratio-to-null.ts";
export { relativeWeightChange } from "./relative-weight-change.ts";
export { symmetricMeasure } from "./symmetric-measure.ts";
export { type LayerDivergence, type LayerDivergenceOptions, weightDivergence } from "./weight-divergence.ts";
