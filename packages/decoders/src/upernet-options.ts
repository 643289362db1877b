import * as z from "zod";
import { WidthOption } from "./internal/width-option.ts";

/** Options of `upernet`. */
export const UpernetOptions = z.strictObject({
  /** Channels of every convolution, before `width`; smp's `decoder_channels`. */
  channels: z.int().min(1).default(256),
  width: WidthOption,
});
export type UpernetOptions = z.input<typeof UpernetOptions>;
