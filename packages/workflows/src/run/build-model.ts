import { lateralFpn, unet } from "@undercoat/decoders";
import { resnet } from "@undercoat/encoders";
import { initialise, type SegmentationModel, segmentationModel } from "@undercoat/segmentation";
import type { ResolvedConfig } from "../config/run-config.ts";
import { studyStreamName } from "../study-stream-name.ts";
import type { RunData } from "./load-run-data.ts";

/** Encoders a config may name. */
export const ENCODERS = {
  resnet18: (options: { inChannels: number; width: number }) => resnet({ depth: 18, ...options }),
  resnet34: (options: { inChannels: number; width: number }) => resnet({ depth: 34, ...options }),
} as const;

/** Decoders a config may name. */
export const DECODERS = {
  unet: ({ width }: { width: number }) => unet({ width }),
  "lateral-fpn": (_options: { width: number }) => lateralFpn(),
} as const;

/** The factories that a model folder of a run may name. */
export const PARTS = { encoders: { resnet }, decoders: { unet, "lateral-fpn": lateralFpn } } as const;

/** A new model of a config with the initial weights of `seed`: the same on every engine. */
export function buildModel(
  config: ResolvedConfig,
  data: RunData,
  decoderName: ResolvedConfig["model"]["finetuneDecoder"],
  seed: number,
): SegmentationModel {
  const { name, width } = config.model.encoder;
  const model = segmentationModel({
    encoder: ENCODERS[name]({ inChannels: data.bands.length, width }),
    decoder: DECODERS[decoderName]({ width }),
    scheme: data.scheme,
    bands: data.bands,
    normalisation: data.normalisation,
  });
  initialise(model, { seed, streamName: (parameter) => studyStreamName(parameter, decoderName) });
  return model;
}
