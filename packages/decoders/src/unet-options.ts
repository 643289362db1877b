import * as z from "zod";

/** Options of `unet`. */
export const UnetOptions = z.strictObject({
  /** Channels of the five blocks, deep to shallow, before `width`. */
  channels: z.array(z.int().min(1)).length(5).default([256, 128, 64, 32, 16]),
  /** Factor on `channels`; rounded down, at least 4. */
  width: z
    .number()
    .min(1 / 64)
    .max(4)
    .default(1),
  /** How a map is enlarged to the size of the next skip connection. */
  interpolation: z.enum(["nearest", "bilinear"]).default("nearest"),
  /** `"scse"`: gates by channel and by pixel, smp's `decoder_attention_type`. */
  attention: z.enum(["none", "scse"]).default("none"),
});
export type UnetOptions = z.input<typeof UnetOptions>;
