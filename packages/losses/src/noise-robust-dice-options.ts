import * as z from "zod";
import { overlapOptions } from "./internal/overlap-options.ts";

/** Options of `noiseRobustDice`. */
export const NoiseRobustDiceOptions = z.strictObject({
  /** `present`: mean over the classes that occur in the labels. `all`: every class of the scheme, also one without labels. */
  classes: overlapOptions.classes,
  reduction: overlapOptions.reduction,
  /** Power of the errors: 1 is the most robust, 2 nearest to Dice. */
  gamma: z.number().min(1).max(2).default(1.5),
  /** Added to the denominator. */
  epsilon: z.number().positive().default(1e-5),
});
export type NoiseRobustDiceOptions = z.input<typeof NoiseRobustDiceOptions>;
