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
export { adaptFirstConvolution } from "./adapt-first-convolution.ts";
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
export { ImportOptions } from "./import-options.ts";
export { type ImportReport, importStateDict, type KeyRule } from "./import-state-dict.ts";
export { type InitialiseOptions, initialise } from "./initialise.ts";
export { KEY_DIALECTS, type KeyDialect } from "./key-mapping-table.ts";
export { KEY_PREFIXES } from "./key-prefix-table.ts";
export type { Loss, LossEvaluateOptions } from "./loss.ts";
export type { ModelLicence, Normalisation, Parameter, SegmentationModel } from "./model.ts";
export { modelCard } from "./model-card.ts";
export { ModelDescription } from "./model-description.ts";
export { type ModelFiles, modelFiles } from "./model-files.ts";
export { modelFromFiles, type PartFactories } from "./model-from-files.ts";
export type { ModelImage } from "./model-image.ts";
export { predictLogits } from "./predict-logits.ts";
export { predictProbabilities } from "./predict-probabilities.ts";
export { type SegmentationModelParts, segmentationModel } from "./segmentation-model.ts";
export { stateDict } from "./state-dict.ts";
export {
  type GroupSummary,
  type ModelSummary,
  type ParameterCounts,
  summariseModel,
} from "./summarise-model.ts";
export { tensorHashes } from "./tensor-hashes.ts";
export {
  type SkippedTensor,
  type TransferOptions,
  type TransferReport,
  transferWeights,
} from "./transfer-weights.ts";
export { setWeights, type WeightValues, weightsOf } from "./weights.ts";
