import * as z from "zod";

/** Options of `mixup`. */
export const MixupOptions = z.strictObject({
  /** The share of the first patch is drawn from Beta(alpha, alpha); below 1 one patch mostly prevails. */
  alpha: z.number().min(0.05).max(4).default(0.2),
  /** Of the stream that draws pairs and shares. */
  seed: z.int().default(0),
});
/** Options of `mixup`. */
export type MixupOptions = z.input<typeof MixupOptions>;
