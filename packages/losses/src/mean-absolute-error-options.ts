import * as z from "zod";

/** Options of `meanAbsoluteError`: it has none. */
export const MeanAbsoluteErrorOptions = z.strictObject({});
export type MeanAbsoluteErrorOptions = z.input<typeof MeanAbsoluteErrorOptions>;
