import * as z from "zod";

/** Options of `normalisedCrossEntropy`. */
export const NormalisedCrossEntropyOptions = z.strictObject({
  /** The loss that is added because normalised cross-entropy alone underfits. */
  passive: z.enum(["mean-absolute-error", "reverse-cross-entropy", "none"]).default("reverse-cross-entropy"),
  /** Weight of normalised cross-entropy: 1 for CIFAR-10 in the paper, 10 for CIFAR-100. */
  alpha: z.number().nonnegative().default(1),
  /** Weight of the passive loss: 1 for CIFAR-10 in the paper, 0.1 for CIFAR-100. */
  beta: z.number().nonnegative().default(1),
  /** Reverse cross-entropy only: what stands for the 0 of a one-hot label under the logarithm. */
  clip: z.number().gt(0).lt(1).default(1e-4),
});
export type NormalisedCrossEntropyOptions = z.input<typeof NormalisedCrossEntropyOptions>;
