import * as z from "zod";

/** Options of `channelSoftmaxKl`. */
export const ChannelSoftmaxOptions = z.strictObject({
  /** Features are divided by it before the softmax. */
  temperature: z.number().positive().default(1),
  /** Bring every channel of each model to mean 0 and deviation 1 first; without it deep layers saturate. */
  standardise: z.boolean().default(true),
});
/** What {@link ChannelSoftmaxOptions} accepts. */
export type ChannelSoftmaxOptions = z.input<typeof ChannelSoftmaxOptions>;

/** Options of `activationHistogramKl`. */
export const ActivationHistogramOptions = z.strictObject({
  /** Equal bins per channel. */
  bins: z.int().min(2).default(64),
  /** `reference`: its range and one open bin on each side; `pooled`: the 0.1 to 99.9 % range of both, values clipped. */
  edges: z.enum(["reference", "pooled"]).default("reference"),
  /** Added to every bin (`reference`). */
  pseudoCount: z.number().positive().default(1),
  /** Added to every share (`pooled`). */
  epsilon: z.number().positive().default(1e-6),
});
/** What {@link ActivationHistogramOptions} accepts. */
export type ActivationHistogramOptions = z.input<typeof ActivationHistogramOptions>;
