import * as z from "zod";

/** Options of `symmetricCrossEntropy`. */
export const SymmetricCrossEntropyOptions = z.strictObject({
  /** Weight of cross-entropy: 0.1 for CIFAR-10 in the paper, 6 for CIFAR-100. */
  alpha: z.number().nonnegative().default(0.1),
  /** Weight of reverse cross-entropy. */
  beta: z.number().nonnegative().default(1),
  /** What stands for the 0 of a one-hot label under the logarithm. */
  clip: z.number().gt(0).lt(1).default(1e-4),
});
export type SymmetricCrossEntropyOptions = z.input<typeof SymmetricCrossEntropyOptions>;
