/**
 * Maps of any size from a model: tiled, blended, streaming prediction, resumable and split over machines.
 *
 * @example
 * ```ts
 * import { modelPredictor, predictionLayout, rowPredictor, stopwatch } from "@undercoat/prediction";
 *
 * const predictor = modelPredictor(model, "roofs");
 * const layout = predictionLayout({ ...image, bandCount: 3, classCount: 2, sizeMultiple: predictor.sizeMultiple });
 * const { rows } = rowPredictor({ layout, predictor, image, stopwatch: stopwatch() });
 * for (const block of layout.blocks) for await (const { window, probabilities } of rows(block)) use(window, probabilities);
 * ```
 *
 * @packageDocumentation
 */
export { Augmentation } from "./augmentation.ts";
export { augmentedPredictor } from "./augmented-predictor.ts";
export { classColours } from "./class-colours.ts";
export { ensemblePredictor } from "./ensemble-predictor.ts";
export {
  isPredictionError,
  PredictionError,
  type PredictionErrorCode,
  type PredictionErrorDetails,
} from "./errors.ts";
export { LayerOptions } from "./layer-options.ts";
export { type Layer, type LayerName, layersOf } from "./layers.ts";
export { type MapStrip, mapStrips } from "./map-strips.ts";
export { type MergePredictionOptions, type MergeReport, mergePrediction } from "./merge-prediction.ts";
export { modelPredictor } from "./model-predictor.ts";
export { type PredictedRows, type RowPredictor, type RowsContext, rowPredictor } from "./predict-rows.ts";
export {
  openPrediction,
  type PlannedBlock,
  type PredictionJob,
  type PredictionPlan,
  planPrediction,
} from "./prediction-job.ts";
export {
  type LayoutTarget,
  type PredictionBlock,
  type PredictionLayout,
  predictionLayout,
} from "./prediction-layout.ts";
export type { Predictor, TileBatch } from "./predictor.ts";
export { type PredictionProgress, type RunPredictionOptions, runPrediction } from "./run-prediction.ts";
export { type Phase, type Stopwatch, stopwatch } from "./stopwatch.ts";
export { TilingOptions } from "./tiling-options.ts";
