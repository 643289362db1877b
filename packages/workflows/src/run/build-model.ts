import { deeplabv3plus, fpn, lateralFpn, linear, linknet, pspnet, unet, upernet } from "@undercoat/decoders";
import type { ClassScheme } from "@undercoat/raster";
import {
  type Decoder,
  type Encoder,
  initialise,
  type ModelLicence,
  type SegmentationModel,
  segmentationModel,
} from "@undercoat/segmentation";
import type { DecoderName } from "../config/decoder-name.ts";
import type { EncoderName } from "../config/encoder-name.ts";
import type { ResolvedConfig } from "../config/run-config.ts";
import { studyStreamName } from "../study-stream-name.ts";
import { ENCODER_FACTORIES, ENCODERS, type EncoderSettings } from "./encoder-factories.ts";
import type { RunData } from "./load-run-data.ts";

type DecoderSettings = Pick<EncoderSettings, "width" | "outputStride">;

/** Decoders a config may name; those without channels of their own have no width. */
export const DECODERS: Readonly<Record<DecoderName, (settings: DecoderSettings) => Decoder>> = {
  unet: ({ width }) => unet({ width }),
  "lateral-fpn": () => lateralFpn(),
  fpn: ({ width }) => fpn({ width }),
  deeplabv3plus: ({ width, outputStride }) =>
    deeplabv3plus({ width, outputStride: outputStride === 8 ? 8 : DEEPLAB_STRIDE }),
  upernet: ({ width }) => upernet({ width }),
  pspnet: ({ width }) => pspnet({ width }),
  linknet: () => linknet(),
  linear: () => linear(),
};

/** DeepLabV3+ wants the deep stages of its encoder dilated instead of strided. */
const DEEPLAB_STRIDE = 16;

/** An encoder as a decoder wants it; its tensors are the same for every decoder. */
export function encoderFor(name: EncoderName, decoder: DecoderName, settings: EncoderSettings): Encoder {
  const { outputStride = decoder === "deeplabv3plus" ? DEEPLAB_STRIDE : undefined } = settings;
  return ENCODERS[name]({ ...settings, ...(outputStride === undefined ? {} : { outputStride }) });
}

/** The factories that a model folder of a run may name. */
export const PARTS = {
  encoders: ENCODER_FACTORIES,
  decoders: { unet, "lateral-fpn": lateralFpn, fpn, deeplabv3plus, upernet, pspnet, linknet, linear },
} as const;

/** What differs from the config's usual model. */
interface OtherParts {
  /** Outputs. Omitted: the classes of the data. */
  readonly scheme?: ClassScheme;
  /** Of weights that were trained elsewhere. */
  readonly licences?: readonly ModelLicence[];
}

/** A new model of a config with the initial weights of `seed`, the same on every engine; of other outputs where asked. */
export function buildModel(
  config: ResolvedConfig,
  data: RunData,
  decoderName: DecoderName,
  seed: number,
  { scheme = data.scheme, licences = [] }: OtherParts = {},
): SegmentationModel {
  const { name, ...settings } = config.model.encoder;
  const model = segmentationModel({
    encoder: encoderFor(name, decoderName, { inChannels: data.bands.length, ...settings }),
    decoder: DECODERS[decoderName](settings),
    scheme,
    bands: data.bands,
    normalisation: data.normalisation,
    licences,
  });
  initialise(model, { seed, streamName: (parameter) => studyStreamName(parameter, decoderName) });
  return model;
}
