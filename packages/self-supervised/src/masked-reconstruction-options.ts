import * as z from "zod";

/** Options of `maskedReconstruction`. */
export const MaskedReconstructionOptions = z.strictObject({
  /** Side of a hidden cell in pixels; patches must be multiples of it. */
  cell: z.int().min(1).default(16),
  /** Probability that a cell is hidden, above 0 and below 1. */
  share: z.number().gt(0).lt(1).default(0.5),
  /** Of the stream that chooses cells. */
  seed: z.int().default(0),
});
/** Options of `maskedReconstruction`. */
export type MaskedReconstructionOptions = z.input<typeof MaskedReconstructionOptions>;
