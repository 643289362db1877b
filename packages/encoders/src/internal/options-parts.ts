import * as z from "zod";

/** Number of bands of the image. */
export const inChannels = z.int().min(1).default(3);

/** Factor on the channels. */
export const width = z
  .number()
  .min(1 / 64)
  .max(4)
  .default(1);

/** Image size divided by the size of the deepest feature. */
export const outputStride = z.literal([8, 16, 32]).default(32);
