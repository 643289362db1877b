/**
 * Which layers took up the label noise: divergence of per-layer weight statistics against a null.
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
export { type EncoderDecoderSummary, encoderDecoderSummary } from "./encoder-decoder-summary.ts";
export {
  isLayerAnalysisError,
  LayerAnalysisError,
  type LayerAnalysisErrorCode,
  type LayerAnalysisErrorDetails,
} from "./errors.ts";
export { gaussianWeightKl } from "./gaussian-weight-kl.ts";
export { HistogramKlOptions } from "./histogram-kl-options.ts";
export { histogramWeightKl } from "./histogram-weight-kl.ts";
export type { Interval, Verdict } from "./internal/log-interval.ts";
export type { LayerMeasure, MeasureValue, WeightTensor } from "./layer-measure.ts";
export { type LayerParameter, type LayerWeights, layerWeightsOf, type WeightKind } from "./layer-weights.ts";
export { type LayerRatio, type RatioToNullOptions, ratioToNull } from "./ratio-to-null.ts";
export { type LayerDivergence, type LayerDivergenceOptions, weightDivergence } from "./weight-divergence.ts";
