import * as z from "zod";

/** What is written beside the class map. */
export const LayerOptions = z.strictObject({
  /** One band per class. `"uint8"`: probability · 250, with scale and offset in the file; `"float32"`: as it is. */
  probabilities: z.enum(["none", "uint8", "float32"]).default("none"),
  /** The probability of the class that was chosen, · 250. */
  confidence: z.boolean().default(false),
  /** Entropy of the probabilities over its maximum, the logarithm of the number of classes, · 250. */
  entropy: z.boolean().default(false),
});
/** What is written beside the class map. */
export type LayerOptions = z.input<typeof LayerOptions>;
