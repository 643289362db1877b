import * as z from "zod";

/** Options of `confidenceSelection`. */
export const ConfidenceSelectionOptions = z.strictObject({
  /** Share of the pixels of every class with full weight in the end; the paper's 1/2. */
  keptShare: z.number().gt(0).max(1).default(0.5),
  /** Steps over which the share falls to it, along exp(-5 (1 - t)^2); the paper's 80 epochs. */
  rampSteps: z.int().min(1).default(400),
});
/** Options of `confidenceSelection`. */
export type ConfidenceSelectionOptions = z.input<typeof ConfidenceSelectionOptions>;
