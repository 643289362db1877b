import * as z from "zod";

/** Decoders a config may name. */
export const DecoderName = z.enum([
  "unet",
  "lateral-fpn",
  "fpn",
  "deeplabv3plus",
  "upernet",
  "pspnet",
  "linknet",
  "linear",
]);
export type DecoderName = z.output<typeof DecoderName>;
