import * as z from "zod";

/** Options that `dice`, `jaccard` and `tversky` share. */
export const overlapOptions = {
  /**
   * `present`: mean over the classes that occur in the labels. `all`: mean over every class of the
   * scheme, where a class that does not occur adds 0 (as in segmentation_models.pytorch).
   */
  classes: z.enum(["present", "all"]).default("present"),
  /** `batch`: pixels are summed over the batch. `patch`: per patch, then the mean over patches with a valid pixel. */
  reduction: z.enum(["batch", "patch"]).default("batch"),
  /** Added to numerator and denominator of the score. */
  smoothing: z.number().nonnegative().default(0),
  /** Floor of the denominator and, under a logarithm, of the score. */
  epsilon: z.number().positive().default(1e-7),
  /** `linear`: 1 - score. `logarithm`: -ln score. */
  form: z.enum(["linear", "logarithm"]).default("linear"),
  /** Weight of every class in the mean over classes, in class order. Null: all 1. */
  classWeights: z.array(z.number().nonnegative()).min(2).nullable().default(null),
};
