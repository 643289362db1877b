import * as z from "zod";
import { CrsOption } from "./open-options.ts";

/** Options of `reprojectFeatures`. */
export const ReprojectOptions = z.strictObject({
  /** The CRS that is wanted. */
  to: CrsOption,
  /** The CRS of the coordinates. Omitted: that of the stream. */
  from: CrsOption.optional(),
  /**
   * How far an edge may lie from where it would be if all its points were moved, in units of `to`: more points are
   * added. Omitted: 0.1 m, or 10⁻⁶ degrees. Infinity moves corners only, as `ogr2ogr -t_srs` does.
   */
  tolerance: z.union([z.number().positive(), z.literal(Number.POSITIVE_INFINITY)]).optional(),
  /** What becomes of features that have no place in `to`: the pass stops, or they are left out and counted. */
  outside: z.enum(["refuse", "leave-out"]).default("refuse"),
});
/** Options of `reprojectFeatures`. */
export type ReprojectOptions = z.input<typeof ReprojectOptions>;
