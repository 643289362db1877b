import * as z from "zod";

/** The part of a sampler's options that a config file gives. */
export const PatchOptions = z.strictObject({
  /** Side of a patch in pixels. */
  size: z.int().min(1),
  /** Patches per batch. */
  batchSize: z.int().min(1),
  /** Whether each patch is flipped or rotated at random, by one of the eight ways that map a square to itself. */
  dihedral: z.boolean().default(true),
});
/** The part of a sampler's options that a config file gives. */
export type PatchOptions = z.input<typeof PatchOptions>;
