import * as z from "zod";

/** Options of `hardBootstrapping`. */
export const HardBootstrappingOptions = z.strictObject({
  /** Share of the label in the target; the rest is the predicted class. */
  beta: z.number().min(0).max(1).default(0.8),
});
export type HardBootstrappingOptions = z.input<typeof HardBootstrappingOptions>;
