import * as z from "zod";
import { DropoutOption, WidthOption } from "./internal/width-option.ts";

/** Groups of the group norm of `fpn`. */
export const FPN_NORM_GROUPS = 32;

/** Options of `fpn`, named as in segmentation_models.pytorch without the prefix `decoder_`. */
export const FpnOptions = z.strictObject({
  /** Channels of every level of the pyramid, before `width`. */
  pyramidChannels: z.int().min(1).default(256),
  /** Channels of every segmentation block, before `width`; a multiple of 32, the groups of its norm. */
  segmentationChannels: z.int().min(FPN_NORM_GROUPS).multipleOf(FPN_NORM_GROUPS).default(128),
  /** Whether the four maps are added or put side by side. */
  mergePolicy: z.enum(["add", "cat"]).default("add"),
  /** How a level is enlarged before it is added to the next. */
  interpolation: z.enum(["nearest", "bilinear"]).default("nearest"),
  /** Probability that a channel of the merged map is dropped in training. */
  dropout: DropoutOption.default(0.2),
  width: WidthOption,
});
export type FpnOptions = z.input<typeof FpnOptions>;
