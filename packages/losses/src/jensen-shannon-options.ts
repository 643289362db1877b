import * as z from "zod";

/** Options of `jensenShannon`. */
export const JensenShannonOptions = z.strictObject({
  /** Weight of the label in the mixture: towards 0 the loss nears cross-entropy, towards 1 the mean absolute error. */
  labelWeight: z.number().gt(0).lt(1).default(0.5),
});
export type JensenShannonOptions = z.input<typeof JensenShannonOptions>;
