import * as z from "zod";

/**
 * Ways to choose what is tuned: `divergence-ratio` tunes what moved beyond the null, `surgical` the block that fits the
 * kind of shift, `auto-rgn` everything at a rate by gradient over weight, `lp-ft` new parts first and then everything,
 * `all` everything, `none` only new parts.
 */
export const FreezeRule = z.enum(["divergence-ratio", "surgical", "auto-rgn", "lp-ft", "all", "none"]);
/** Name of a freeze rule. */
export type FreezeRule = z.output<typeof FreezeRule>;
