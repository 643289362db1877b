import * as z from "zod";

/** How a raster is cut into tiles, and tiles are put together. */
export const TilingOptions = z.strictObject({
  /** Side of a tile that the network sees, in pixels; a multiple of what the network divides sizes by. */
  tile: z.int().min(1).default(512),
  /** Pixels that neighbouring tiles share; twice a multiple of what the network divides sizes by. */
  overlap: z.int().min(0).default(64),
  /**
   * `"cosine"`: probabilities fade from one tile into the next over the overlap. `"centre"`: each pixel is that of one
   * tile, cut at the middle of the overlap.
   */
  blend: z.enum(["cosine", "centre"]).default("cosine"),
  /**
   * About how many pixels along a side are one item of work: what a kill can lose, and what memory depends on. Blocks
   * are cut where tiles begin, and are narrower where bands and classes are many.
   */
  block: z.int().min(1).default(6144),
  /** Tiles that go through the network together. Default: as many as have the pixels of four tiles of 256². */
  batch: z.int().min(1).optional(),
});
/** How a raster is cut into tiles, and tiles are put together. */
export type TilingOptions = z.input<typeof TilingOptions>;
