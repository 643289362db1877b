/**
 * The model contract: encoder, decoder, head, loss, freeze plan; assembly, transfer and model files.
 *
 * @packageDocumentation
 */
export type { Decoder, DecoderGraph, HeadInfo } from "./decoder.ts";
export type { Encoder, FeatureInfo, LayerGroup, PartOptions } from "./encoder.ts";
export {
  isSegmentationError,
  SegmentationError,
  type SegmentationErrorCode,
  type SegmentationErrorDetails,
} from "./errors.ts";
export type { FreezePlan, GroupPlan } from "./freeze-plan.ts";
export type { Loss, LossEvaluateOptions } from "./loss.ts";
export type { Normalisation, Parameter, SegmentationModel } from "./model.ts";
