import * as z from "zod";

const Smoothing = z.strictObject({
  /** Share of the target that the labels around a pixel have. */
  spatial: z.number().min(0).lt(1).default(0.15),
  /** Share of the target that all classes have alike. */
  uniform: z.number().min(0).lt(1).default(0.05),
  /** Standard deviation of the Gaussian that says what is around, in pixels. */
  sigma: z.number().positive().max(64).default(3),
});

/** Options of `confidenceSelection`. */
export const ConfidenceSelectionOptions = z.strictObject({
  /** Share of the pixels of every class with full weight in the end; the paper's 1/2. */
  keptShare: z.number().gt(0).max(1).default(0.5),
  /** Steps over which the share falls to it, along exp(-5 (1 - t)^2); the paper's 80 epochs. */
  rampSteps: z.int().min(1).default(400),
  /** Softer targets of the cross-entropy. null: none. */
  smoothing: Smoothing.refine(
    ({ spatial, uniform }) => spatial + uniform < 1,
    "spatial and uniform must be below 1 together, or nothing is left of the label",
  )
    .nullable()
    .default(null),
});
/** Options of `confidenceSelection`. */
export type ConfidenceSelectionOptions = z.input<typeof ConfidenceSelectionOptions>;
