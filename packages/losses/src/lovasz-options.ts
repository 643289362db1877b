import * as z from "zod";

/** Options of `lovasz`. */
export const LovaszOptions = z.strictObject({
  /** `batch`: all pixels of the batch are sorted together. `patch`: per patch, then the mean over patches with a valid pixel. */
  reduction: z.enum(["batch", "patch"]).default("batch"),
});
export type LovaszOptions = z.input<typeof LovaszOptions>;
