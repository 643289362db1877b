import * as z from "zod";

/** Options of `simSiam`. */
export const SimSiamOptions = z.strictObject({
  /** Numbers that describe a patch, and width of the projection; outputs of the head. */
  dimensions: z.int().min(4).default(64),
  /** Width inside the predictor; the paper's is a quarter of `dimensions`. */
  bottleneck: z.int().min(1).default(16),
  /** Side of the smallest window of a patch that a view shows, as a share of the patch's side. */
  crop: z.number().gt(0).max(1).default(0.5),
  /** Bands are multiplied by a number drawn from 1 − gain … 1 + gain. */
  gain: z.number().min(0).lt(1).default(0.4),
  /** Bands are moved by a number drawn from −offset … offset, in standard deviations. */
  offset: z.number().min(0).default(0.5),
  /** Of the stream that draws views, and of the first weights of projection and predictor. */
  seed: z.int().default(0),
});
/** Options of `simSiam`. */
export type SimSiamOptions = z.input<typeof SimSiamOptions>;
