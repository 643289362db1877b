import * as z from "zod";

/** Options of `linear`: none. */
export const LinearOptions = z.strictObject({});
export type LinearOptions = z.input<typeof LinearOptions>;
