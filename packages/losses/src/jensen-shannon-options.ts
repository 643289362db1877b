import * as z from "zod";

/** Options of `jensenShannon`. */
export const JensenShannonOptions = z.strictObject({
  /**
   * Weight of the label in the mixture: towards 0 the loss nears cross-entropy, towards 1 the mean absolute error. Nearer
   * than 0.001 to either, float32 has no digits left.
   */
  labelWeight: z.number().min(0.001).max(0.999).default(0.5),
});
export type JensenShannonOptions = z.input<typeof JensenShannonOptions>;
