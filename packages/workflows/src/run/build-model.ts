import { deeplabv3plus, fpn, lateralFpn, linear, linknet, pspnet, unet, upernet } from "@undercoat/decoders";
import { resnet } from "@undercoat/encoders";
import {
  type Decoder,
  type Encoder,
  initialise,
  type SegmentationModel,
  segmentationModel,
} from "@undercoat/segmentation";
import type { DecoderName } from "../config/decoder-name.ts";
import { lateralFpn, unet } from "@undercoat/decoders";
import { initialise, type SegmentationModel, segmentationModel } from "@undercoat/segmentation";
import type { ResolvedConfig } from "../config/run-config.ts";
import { studyStreamName } from "../study-stream-name.ts";
import { ENCODER_FACTORIES, ENCODERS } from "./encoder-factories.ts";
import type { RunData } from "./load-run-data.ts";

interface EncoderChoice {
  readonly inChannels: number;
  readonly width: number;
  readonly outputStride?: 16 | 32;
}

/** Encoders a config may name. */
export const ENCODERS = {
  resnet18: (options: EncoderChoice) => resnet({ depth: 18, ...options }),
  resnet34: (options: EncoderChoice) => resnet({ depth: 34, ...options }),
} as const;

/** Decoders a config may name; those without channels of their own have no width. */
export const DECODERS: Readonly<Record<DecoderName, (options: { width: number }) => Decoder>> = {
  unet: ({ width }) => unet({ width }),
  "lateral-fpn": () => lateralFpn(),
  fpn: ({ width }) => fpn({ width }),
  deeplabv3plus: ({ width }) => deeplabv3plus({ width }),
  upernet: ({ width }) => upernet({ width }),
  pspnet: ({ width }) => pspnet({ width }),
  linknet: () => linknet(),
  linear: () => linear(),
};

/** Where a decoder wants the deep stages of its encoder dilated instead of strided. */
const OUTPUT_STRIDES: Readonly<Partial<Record<DecoderName, 16>>> = { deeplabv3plus: 16 };

/** An encoder as a decoder wants it; its tensors are the same for every decoder. */
export function encoderFor(
  name: keyof typeof ENCODERS,
  decoder: DecoderName,
  options: { inChannels: number; width: number },
): Encoder {
  return ENCODERS[name]({ ...options, outputStride: OUTPUT_STRIDES[decoder] ?? 32 });
}

/** The factories that a model folder of a run may name. */
export const PARTS = {
  encoders: { resnet },
  decoders: { unet, "lateral-fpn": lateralFpn, fpn, deeplabv3plus, upernet, pspnet, linknet, linear },
} as const;
/** Decoders a config may name. */
export const DECODERS = {
  unet: ({ width }: { width: number }) => unet({ width }),
  "lateral-fpn": (_options: { width: number }) => lateralFpn(),
} as const;

/** The factories that a model folder of a run may name. */
export const PARTS = { encoders: ENCODER_FACTORIES, decoders: { unet, "lateral-fpn": lateralFpn } } as const;

/** A new model of a config with the initial weights of `seed`: the same on every engine. */
export function buildModel(
  config: ResolvedConfig,
  data: RunData,
  decoderName: DecoderName,
  seed: number,
): SegmentationModel {
  const { name, ...settings } = config.model.encoder;
  const model = segmentationModel({
    encoder: encoderFor(name, decoderName, { inChannels: data.bands.length, width }),
    decoder: DECODERS[decoderName]({ width }),
    encoder: ENCODERS[name]({ inChannels: data.bands.length, ...settings }),
    decoder: DECODERS[decoderName]({ width: settings.width }),
    scheme: data.scheme,
    bands: data.bands,
    normalisation: data.normalisation,
  });
  initialise(model, { seed, streamName: (parameter) => studyStreamName(parameter, decoderName) });
  return model;
}
