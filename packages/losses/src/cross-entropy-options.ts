import * as z from "zod";

/** Options of `crossEntropy`. */
export const CrossEntropyOptions = z.strictObject({
  /** Weight of every class, in class order; the mean is divided by the weights of the labels. Null: all 1. */
  classWeights: z.array(z.number().nonnegative()).min(2).nullable().default(null),
  /** Share of the target that is spread evenly over all classes. */
  labelSmoothing: z.number().min(0).lt(1).default(0),
});
export type CrossEntropyOptions = z.input<typeof CrossEntropyOptions>;
