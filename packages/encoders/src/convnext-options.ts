import * as z from "zod";
import { inChannels, width } from "./internal/options-parts.ts";

/** Options of `convnext`. */
export const ConvnextOptions = z.strictObject({
  /**
   * `tiny`: 3, 3, 9, 3 blocks of 96, 192, 384, 768 channels; `small`: 27 in the third stage; `base` and `large`
   * as `small` with 128 and 192 channels in the first stage.
   */
  size: z.enum(["tiny", "small", "base", "large"]).default("tiny"),
  /** Factor on the channels; rounded down. */
  width,
  /** Number of bands of the image. */
  inChannels,
});
export type ConvnextOptions = z.input<typeof ConvnextOptions>;
