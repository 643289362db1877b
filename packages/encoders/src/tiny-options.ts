import * as z from "zod";
import { inChannels } from "./internal/options-parts.ts";

/** Options of `tiny`. */
export const TinyOptions = z.strictObject({
  /** Channels of the levels, each half the size of the one before. */
  channels: z.array(z.int().min(1)).min(1).max(6).default([8, 12, 16, 24, 32]),
  /** Number of bands of the image. */
  inChannels,
});
export type TinyOptions = z.input<typeof TinyOptions>;
