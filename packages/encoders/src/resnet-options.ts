import * as z from "zod";

/** Options of `resnet`. */
export const ResnetOptions = z.strictObject({
  /** Number of layers with weights: 18 (2, 2, 2, 2 blocks) or 34 (3, 4, 6, 3 blocks). */
  depth: z.literal([18, 34]).default(18),
  /** Factor on the channels 64, 64, 128, 256, 512; rounded down. */
  width: z
    .number()
    .min(1 / 64)
    .max(4)
    .default(1),
  /** Number of bands of the image. */
  inChannels: z.int().min(1).default(3),
});
export type ResnetOptions = z.input<typeof ResnetOptions>;
