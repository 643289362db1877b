import * as z from "zod";

/** Options of `pixelBarlowTwins`. */
export const PixelBarlowTwinsOptions = z.strictObject({
  /** Numbers that describe a place; outputs of the head. */
  dimensions: z.int().min(2).default(32),
  /** Side of a place in pixels: outputs are averaged over it. Patches must be multiples of it. */
  place: z.int().min(1).default(4),
  /** Weight of the correlations between different outputs. */
  redundancy: z.number().min(0).default(0.005),
  /** Bands are multiplied by a number drawn from 1 − gain … 1 + gain. */
  gain: z.number().min(0).lt(1).default(0.4),
  /** Bands are moved by a number drawn from −offset … offset, in standard deviations. */
  offset: z.number().min(0).default(0.5),
  /** Of the stream that changes bands. */
  seed: z.int().default(0),
});
/** Options of `pixelBarlowTwins`. */
export type PixelBarlowTwinsOptions = z.input<typeof PixelBarlowTwinsOptions>;
