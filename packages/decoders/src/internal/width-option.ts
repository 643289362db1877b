import * as z from "zod";

/** Factor on the channels of a decoder; rounded down, at least 4. */
export const WidthOption = z
  .number()
  .min(1 / 64)
  .max(4)
  .default(1);

/** Probability of a dropout. */
export const DropoutOption = z.number().min(0).max(0.95);
