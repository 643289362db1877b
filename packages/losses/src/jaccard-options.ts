import * as z from "zod";
import { overlapOptions } from "./internal/overlap-options.ts";

/** Options of `jaccard`. */
export const JaccardOptions = z.strictObject({
  ...overlapOptions,
  /** Added to the numerator I and to the denominator S + Y - I. */
  smoothing: overlapOptions.smoothing,
  /** The denominator is at least this; of a logarithm, the score too. */
  epsilon: overlapOptions.epsilon,
});
export type JaccardOptions = z.input<typeof JaccardOptions>;
