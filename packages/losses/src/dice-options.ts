import * as z from "zod";
import { overlapOptions } from "./internal/overlap-options.ts";

/** Options of `dice`: three different things are called "the Dice loss", so they are all named. */
export const DiceOptions = z.strictObject({
  classes: overlapOptions.classes,
  reduction: overlapOptions.reduction,
  /** Added to the numerator 2I and to the denominator S + Y. */
  smoothing: overlapOptions.smoothing,
  /** The denominator is at least this; of a logarithm, the score is at least half of it. */
  epsilon: overlapOptions.epsilon,
  form: overlapOptions.form,
  classWeights: overlapOptions.classWeights,
});
export type DiceOptions = z.input<typeof DiceOptions>;
