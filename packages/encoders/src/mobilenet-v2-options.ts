import * as z from "zod";
import { inChannels, outputStride, width } from "./internal/options-parts.ts";

/** Options of `mobilenetV2`. */
export const MobilenetV2Options = z.strictObject({
  /** Factor on the channels, rounded to a multiple of 8 as torchvision rounds. */
  width,
  /**
   * Image size divided by the size of the deepest feature. Below 32 the last stages keep the size and dilate
   * every convolution instead.
   */
  outputStride,
  /** Number of bands of the image. */
  inChannels,
});
export type MobilenetV2Options = z.input<typeof MobilenetV2Options>;
