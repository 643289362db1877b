import { fpn, lateralFpn, linear, linknet, pspnet, unet } from "@undercoat/decoders";
import { resnet } from "@undercoat/encoders";
import { type Decoder, initialise, type SegmentationModel, segmentationModel } from "@undercoat/segmentation";
import type { DecoderName } from "../config/decoder-name.ts";
import type { ResolvedConfig } from "../config/run-config.ts";
import { studyStreamName } from "../study-stream-name.ts";
import type { RunData } from "./load-run-data.ts";

/** Encoders a config may name. */
export const ENCODERS = {
  resnet18: (options: { inChannels: number; width: number }) => resnet({ depth: 18, ...options }),
  resnet34: (options: { inChannels: number; width: number }) => resnet({ depth: 34, ...options }),
} as const;

/** Decoders a config may name; those without channels of their own have no width. */
export const DECODERS: Readonly<Record<DecoderName, (options: { width: number }) => Decoder>> = {
  unet: ({ width }) => unet({ width }),
  "lateral-fpn": () => lateralFpn(),
  fpn: ({ width }) => fpn({ width }),
  pspnet: ({ width }) => pspnet({ width }),
  linknet: () => linknet(),
  linear: () => linear(),
};

/** The factories that a model folder of a run may name. */
export const PARTS = {
  encoders: { resnet },
  decoders: { unet, "lateral-fpn": lateralFpn, fpn, pspnet, linknet, linear },
} as const;

/** A new model of a config with the initial weights of `seed`: the same on every engine. */
export function buildModel(
  config: ResolvedConfig,
  data: RunData,
  decoderName: DecoderName,
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
