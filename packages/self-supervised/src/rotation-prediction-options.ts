import * as z from "zod";

/** Options of `rotationPrediction`. */
export const RotationPredictionOptions = z.strictObject({
  /** Of the stream that turns patches. */
  seed: z.int().default(0),
});
/** Options of `rotationPrediction`. */
export type RotationPredictionOptions = z.input<typeof RotationPredictionOptions>;
