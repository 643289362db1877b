import * as z from "zod";

/** Options of `focal`. */
export const FocalOptions = z
  .strictObject({
    /** Power of 1 - p; 0 is cross-entropy. */
    gamma: z.number().nonnegative().default(2),
    /**
     * `softmax`: of the probability of the label. `one-vs-all`: a sigmoid for every class on its own and the mean over
     * classes, as in segmentation_models.pytorch; it does not train the softmax that is predicted with.
     */
    form: z.enum(["softmax", "one-vs-all"]).default("softmax"),
    /** `one-vs-all` only: weight of a pixel's own class; 1 - this is the weight of the others. Null: both 1. */
    alpha: z.number().min(0).max(1).nullable().default(null),
  })
  .refine(({ form, alpha }) => form === "one-vs-all" || alpha === null, {
    path: ["alpha"],
    message: 'alpha weighs positives against negatives, which only the form "one-vs-all" has; take it away',
  });
export type FocalOptions = z.input<typeof FocalOptions>;
