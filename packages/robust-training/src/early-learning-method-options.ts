import * as z from "zod";

/** Options of `earlyLearningMethod`. */
export const EarlyLearningMethodOptions = z.strictObject({
  /** Weight of the regularisation, the paper's lambda: 3 for CIFAR-10, 7 for CIFAR-100, 1 for asymmetric noise there. */
  strength: z.number().nonnegative().default(3),
  /** Share of the old target in the new one, the paper's beta. */
  momentum: z.number().min(0).lt(1).default(0.7),
});
/** Options of `earlyLearningMethod`. */
export type EarlyLearningMethodOptions = z.input<typeof EarlyLearningMethodOptions>;
