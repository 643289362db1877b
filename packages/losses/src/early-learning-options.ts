import * as z from "zod";

/** Options of `earlyLearning`. */
export const EarlyLearningOptions = z.strictObject({
  /** Weight of the regularisation, the paper's lambda: 3 for CIFAR-10 and 7 for CIFAR-100 there, 1 for asymmetric noise. */
  strength: z.number().nonnegative().default(3),
  /** Weight of -ln p(label); 0: the regularisation alone, to be added to another loss. */
  labelWeight: z.number().nonnegative().default(1),
  /** 1 - agreement is at least this, so that its logarithm has an end. */
  epsilon: z.number().gt(0).lt(1).default(1e-4),
});
export type EarlyLearningOptions = z.input<typeof EarlyLearningOptions>;

/** Options of `createEarlyLearningMemory`. */
export const EarlyLearningMemoryOptions = z.strictObject({
  /** Share of the old target in the new one, the paper's beta: 0.7 for CIFAR-10 and 0.9 for CIFAR-100 there. */
  momentum: z.number().min(0).lt(1).default(0.7),
  /** Numbers per sample: height · width · classes of a patch. */
  size: z.int().min(1),
});
export type EarlyLearningMemoryOptions = z.input<typeof EarlyLearningMemoryOptions>;
