import { convnext, mobilenetV2, plainUnet, resnet, tiny } from "@undercoat/encoders";
import type { Encoder } from "@undercoat/segmentation";
import type { EncoderName } from "../config/encoder-name.ts";

/** What a config says of an encoder beside its name. */
export interface EncoderSettings {
  readonly inChannels: number;
  /** Factor on the channels; `tiny` has none. */
  readonly width: number;
  readonly outputStride?: 8 | 16 | 32 | undefined;
}

/** Encoders a config may name. */
export const ENCODERS: Readonly<Record<EncoderName, (settings: EncoderSettings) => Encoder>> = {
  resnet18: (settings) => resnet({ depth: 18, ...settings }),
  resnet34: (settings) => resnet({ depth: 34, ...settings }),
  resnet50: (settings) => resnet({ depth: 50, ...settings }),
  resnet101: (settings) => resnet({ depth: 101, ...settings }),
  "mobilenet-v2": (settings) => mobilenetV2(settings),
  "convnext-tiny": ({ inChannels, width }) => convnext({ size: "tiny", inChannels, width }),
  "plain-unet": ({ inChannels, width }) => plainUnet({ inChannels, width }),
  tiny: ({ inChannels }) => tiny({ inChannels }),
};

/** The factories that a model folder of a run may name. */
export const ENCODER_FACTORIES = {
  resnet,
  "mobilenet-v2": mobilenetV2,
  convnext,
  "plain-unet": plainUnet,
  tiny,
} as const;
