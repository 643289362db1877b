import * as z from "zod";
import { DropoutOption, WidthOption } from "./internal/width-option.ts";

/** Options of `pspnet`. */
export const PspnetOptions = z.strictObject({
  /** Channels of the output, before `width`; smp's `psp_out_channels`. */
  outChannels: z.int().min(1).default(512),
  /** The level whose feature is used, of reduction 2^level; deeper layers of the encoder are left out of the model. */
  encoderDepth: z.literal([3, 4, 5]).default(3),
  /** Probability that a channel of the output is dropped in training; smp's `psp_dropout`. */
  dropout: DropoutOption.default(0.2),
  width: WidthOption,
});
export type PspnetOptions = z.input<typeof PspnetOptions>;
