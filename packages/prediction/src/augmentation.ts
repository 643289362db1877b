import * as z from "zod";

/** Views of a tile whose predictions are averaged: none but itself, the four flips, or all eight flips and turns. */
export const Augmentation = z.enum(["none", "flips", "dihedral"]);
/** Views of a tile whose predictions are averaged. */
export type Augmentation = z.infer<typeof Augmentation>;
