import * as z from "zod";

/** Options of `tLoss`. */
export const TLossOptions = z.strictObject({
  /** ν: the degrees of freedom are exp(ν). Small: heavy tails, and patches far off count little. The start, where it is learnt. */
  nu: z.number().min(-10).max(20).default(1),
  /** λ: the precision of every pixel is exp(λ). 0 is the paper's identity covariance; the authors' code has 1. */
  logPrecision: z.number().min(-20).max(20).default(0),
  /** `patch`: the negative log-likelihood of a patch, as in the paper. `pixel`: the same over the pixels that count in it. */
  reduction: z.enum(["patch", "pixel"]).default("patch"),
});
export type TLossOptions = z.input<typeof TLossOptions>;
