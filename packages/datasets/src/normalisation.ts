import * as z from "zod";

/** Mean and standard deviation per band: a sample x becomes `(x − mean) / standardDeviation` in float32. */
export const Normalisation = z
  .strictObject({
    /** Mean per band, in the image's own unit. */
    mean: z.array(z.number()).min(1),
    /** Standard deviation per band, above 0. */
    standardDeviation: z.array(z.number().positive()).min(1),
  })
  .refine(({ mean, standardDeviation }) => mean.length === standardDeviation.length, {
    error: "mean and standardDeviation must have one number per band each",
  });
/** Mean and standard deviation per band. */
export interface Normalisation {
  readonly mean: readonly number[];
  readonly standardDeviation: readonly number[];
}
