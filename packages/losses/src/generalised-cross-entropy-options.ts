import * as z from "zod";

/** Options of `generalisedCrossEntropy`. */
export const GeneralisedCrossEntropyOptions = z.strictObject({
  /** Between cross-entropy (towards 0; below 0.01 float32 has no digits left) and the mean absolute error (1). */
  q: z.number().min(0.01).max(1).default(0.7),
  /**
   * The truncated form: pixels whose label is at most this probable add 0 and teach nothing. The paper takes 0.5, from
   * epoch 40 on: see `lossSchedule`. Null: not truncated.
   */
  truncation: z.number().gt(0).lt(1).nullable().default(null),
});
export type GeneralisedCrossEntropyOptions = z.input<typeof GeneralisedCrossEntropyOptions>;
