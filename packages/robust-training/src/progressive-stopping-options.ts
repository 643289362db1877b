import * as z from "zod";

const Part = z.strictObject({
  /** Layer groups, or prefixes of their names, that are drawn anew and trained; all others stand still. */
  groups: z.array(z.string().min(1)).min(1),
  /** Steps of this part. */
  steps: z.int().min(1),
});

/** Options of `progressiveStopping`. */
export const ProgressiveStoppingOptions = z.strictObject({
  /** Steps of the whole network, before the first part begins. */
  wholeSteps: z.int().min(1),
  /** What follows, each nearer to the output and shorter: in the paper 7 and 5 epochs after 25. */
  parts: z.array(Part).min(1),
  /** Seed of the new weights. */
  seed: z.int().min(0).max(4_294_967_295).default(0),
});
/** Options of `progressiveStopping`. */
export type ProgressiveStoppingOptions = z.input<typeof ProgressiveStoppingOptions>;
