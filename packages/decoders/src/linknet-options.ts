import * as z from "zod";

/** Options of `linknet`. */
export const LinknetOptions = z.strictObject({
  /** Channels of the last block; the others have those of the encoder's features. smp's `prefinal_channels`. */
  prefinalChannels: z.int().min(1).default(32),
});
export type LinknetOptions = z.input<typeof LinknetOptions>;
