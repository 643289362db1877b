import * as z from "zod";

/** Options of {@link polygonize}. */
export const PolygonizeOptions = z.strictObject({
  /** 4: parts that touch only at a corner become features of their own; 8: they become one. */
  connectivity: z.literal([4, 8]).default(4),
  /** Class indices that become features. Default: all but the ignored pixels. */
  classIndices: z.array(z.int().min(0).max(255)).min(1).optional(),
  /** Regions with a smaller area, in square units of the CRS, are left out and counted. */
  minArea: z.number().min(0).default(0),
  /** How far a simplified outline may lie from the pixels' edges, in pixels; 0: not at all. */
  simplify: z.number().min(0).default(0),
});
/** Options of {@link polygonize}. */
export type PolygonizeOptions = z.input<typeof PolygonizeOptions>;
