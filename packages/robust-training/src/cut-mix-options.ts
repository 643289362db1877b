import * as z from "zod";

/** Options of `cutMix`. */
export const CutMixOptions = z.strictObject({
  /** The share of a patch that stays is drawn from Beta(alpha, alpha); 1: all shares are as likely. */
  alpha: z.number().min(0.05).max(4).default(1),
  /** Of the stream that draws pairs, shares and places. */
  seed: z.int().default(0),
});
/** Options of `cutMix`. */
export type CutMixOptions = z.input<typeof CutMixOptions>;
