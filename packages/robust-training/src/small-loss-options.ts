import * as z from "zod";

/** Options of `smallLoss`. */
export const SmallLossOptions = z.strictObject({
  /** Share of the pixels that is left out in the end: about the noise rate of the labels, from 0 to below 1. */
  noiseRate: z.number().min(0).lt(1).default(0.2),
  /** Steps over which that share rises from 0, linearly; the paper's 10 epochs. */
  rampSteps: z.int().min(1).default(100),
  /** True: the share of every class by itself, so that rare classes, whose losses are high, do not vanish. */
  perClass: z.boolean().default(false),
});
/** Options of `smallLoss`. */
export type SmallLossOptions = z.input<typeof SmallLossOptions>;
