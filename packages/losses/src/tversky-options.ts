import * as z from "zod";
import { overlapOptions } from "./internal/overlap-options.ts";

/** Options of `tversky`. */
export const TverskyOptions = z.strictObject({
  ...overlapOptions,
  /** Weight of probability beside the labels, the alpha of the papers. */
  falsePositives: z.number().nonnegative().default(0.3),
  /** Weight of labels without probability, the beta of the papers. */
  falseNegatives: z.number().nonnegative().default(0.7),
  /** Added to the numerator I and to the denominator I + alpha FP + beta FN. */
  smoothing: overlapOptions.smoothing,
  /** The denominator is at least this; of a logarithm, the score too. */
  epsilon: overlapOptions.epsilon,
  /** Power of the loss, of the focal Tversky loss; 1 is plain Tversky. The paper's gamma is 1 / this. */
  gamma: z.number().positive().default(1),
  /** What is raised: the loss of each class (the paper), or their mean (segmentation_models.pytorch). */
  gammaOf: z.enum(["class", "mean"]).default("class"),
});
export type TverskyOptions = z.input<typeof TverskyOptions>;
