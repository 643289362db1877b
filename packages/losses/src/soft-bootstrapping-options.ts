import * as z from "zod";

/** Options of `softBootstrapping`. */
export const SoftBootstrappingOptions = z.strictObject({
  /** Share of the label in the target; the rest is the model's own prediction. */
  beta: z.number().min(0).max(1).default(0.95),
  /**
   * Whether the model's own part of the target counts as constant. Then it has no gradient at all, and learning is
   * cross-entropy times beta; with a gradient, as in the paper, it also makes predictions sharper.
   */
  constantTarget: z.boolean().default(false),
});
export type SoftBootstrappingOptions = z.input<typeof SoftBootstrappingOptions>;
