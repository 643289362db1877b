/**
 * The model contract: encoder, decoder, head, loss, freeze plan; assembly, transfer and model files.
 *
 * @example
 * ```ts
 * import { applyFreezePlan, initialise, segmentationModel, transferWeights } from "@undercoat/segmentation";
 *
 * const model = segmentationModel({ encoder, decoder, scheme });
 * initialise(model, { seed: 7 });
 * transferWeights(pretrained, model, { parts: ["encoder"] });
 * applyFreezePlan(model, { encoder: "frozen" });
 * ```
 *
 * @packageDocumentation
 */
export { argmax } from "./argmax.ts";
export type { Decoder, DecoderGraph, HeadInfo } from "./decoder.ts";
export type { Encoder, FeatureInfo, LayerGroup, PartOptions } from "./encoder.ts";
export {
  isSegmentationError,
  SegmentationError,
  type SegmentationErrorCode,
  type SegmentationErrorDetails,
} from "./errors.ts";
export { applyFreezePlan, type FreezePlan, type GroupPlan, resolveFreezePlan } from "./freeze-plan.ts";
export { type InitialiseOptions, initialise } from "./initialise.ts";
export type { Loss, LossEvaluateOptions } from "./loss.ts";
export type { Normalisation, Parameter, SegmentationModel } from "./model.ts";
export { ModelDescription } from "./model-description.ts";
export { type ModelFiles, modelFiles } from "./model-files.ts";
export { modelFromFiles, type PartFactories } from "./model-from-files.ts";
export type { ModelImage } from "./model-image.ts";
export { predictLogits } from "./predict-logits.ts";
export { predictProbabilities } from "./predict-probabilities.ts";
export { type SegmentationModelParts, segmentationModel } from "./segmentation-model.ts";
export { tensorHashes } from "./tensor-hashes.ts";
export {
  type SkippedTensor,
  type TransferOptions,
  type TransferReport,
  transferWeights,
} from "./transfer-weights.ts";
export { setWeights, type WeightValues, weightsOf } from "./weights.ts";
