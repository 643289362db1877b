import * as z from "zod";

/** Rounding of a matrix that was written down with a few digits. */
const ROW_SUM = 1e-6;

const Row = z
  .array(z.number().min(0).max(1))
  .min(2)
  .refine((row) => Math.abs(row.reduce((sum, share) => sum + share, 0) - 1) < ROW_SUM, {
    message: "a row must sum to 1: it holds the probabilities of every noisy class given one clean class",
  });

/** Options of `forwardCorrection` and `backwardCorrection`. */
export const TransitionOptions = z.strictObject({
  /** `transitionMatrix[i][j]` = P(noisy = j | clean = i). Square; every row sums to 1, no column is empty. */
  transitionMatrix: z
    .array(Row)
    .min(2)
    .refine((rows) => rows.every((row) => row.length === rows.length), {
      message: "a transition matrix must be square: one row and one column per class",
    })
    .refine((rows) => rows.every((_, column) => rows.some((row) => (row[column] ?? 0) > 0)), {
      message: "a column is all 0, so that noisy class could never occur; give it a small probability",
    }),
});
export type TransitionOptions = z.input<typeof TransitionOptions>;
