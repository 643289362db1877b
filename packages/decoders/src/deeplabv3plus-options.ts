import * as z from "zod";
import { DropoutOption, WidthOption } from "./internal/width-option.ts";

/** Options of `deeplabv3plus`, named as in segmentation_models.pytorch without the prefix `decoder_`. */
export const Deeplabv3plusOptions = z.strictObject({
  /** Reduction of the encoder's deepest feature: make the encoder with the same `outputStride`. */
  outputStride: z.literal([8, 16]).default(16),
  /** Channels of every convolution, before `width`. */
  channels: z.int().min(1).default(256),
  /** Dilations of the three 3×3 convolutions on the deepest feature. */
  atrousRates: z.tuple([z.int().min(1), z.int().min(1), z.int().min(1)]).default([12, 24, 36]),
  /** Probability that a value is dropped in training, before the last two convolutions; smp's `aspp_dropout`. */
  dropout: DropoutOption.default(0.5),
  width: WidthOption,
});
export type Deeplabv3plusOptions = z.input<typeof Deeplabv3plusOptions>;
