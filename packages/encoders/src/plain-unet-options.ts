import * as z from "zod";
import { inChannels, width } from "./internal/options-parts.ts";

/** Options of `plainUnet`. */
export const PlainUnetOptions = z.strictObject({
  /** Channels of the five levels; the default is that of the method AIO2. */
  channels: z.array(z.int().min(1)).length(5).default([64, 128, 256, 512, 512]),
  /** Factor on the channels; rounded down. */
  width,
  /** Number of bands of the image. */
  inChannels,
});
export type PlainUnetOptions = z.input<typeof PlainUnetOptions>;
