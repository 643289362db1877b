import * as z from "zod";
import { inChannels, outputStride, width } from "./internal/options-parts.ts";

/** Options of `resnet`. */
export const ResnetOptions = z.strictObject({
  /**
   * Number of layers with weights: 18 (2, 2, 2, 2 blocks) and 34 (3, 4, 6, 3) of basic blocks,
   * 50 (3, 4, 6, 3) and 101 (3, 4, 23, 3) of bottlenecks.
   */
  depth: z.literal([18, 34, 50, 101]).default(18),
  /** Factor on the channels 64, 64, 128, 256, 512 (four times as many after a bottleneck); rounded down. */
  width,
  /**
   * Image size divided by the size of the deepest feature. Below 32 the last stages keep the size and dilate
   * every convolution instead.
   */
  outputStride,
  /** Number of bands of the image. */
  inChannels,
});
export type ResnetOptions = z.input<typeof ResnetOptions>;
