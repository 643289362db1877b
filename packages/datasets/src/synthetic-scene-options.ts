import * as z from "zod";

/** Options of {@link syntheticScene}. */
export const SyntheticSceneOptions = z.strictObject({
  /** Width in pixels. */
  width: z.int().min(16).default(256),
  /** Height in pixels. */
  height: z.int().min(16).default(256),
  /** Share of the building plots along the roads that hold a building. */
  density: z.number().min(0).max(1).default(0.7),
  /** How far the colours of the classes lie apart: 0 all alike, 1 as in the palette. */
  contrast: z.number().min(0).max(1).default(0.4),
  /** Strength of patterns (rows in fields, roof ridges, mottled ground), in grey values. */
  texture: z.number().min(0).default(18),
  /** Standard deviation of the noise of single pixels, in grey values. */
  noise: z.number().min(0).default(20),
  /** Ground size of a pixel in metres. */
  pixelSize: z.number().positive().default(0.5),
  /** Map x and y of the top left corner, EPSG:3857. */
  origin: z.tuple([z.number(), z.number()]).default([0, 0]),
});
/** Options of {@link syntheticScene}. */
export type SyntheticSceneOptions = z.input<typeof SyntheticSceneOptions>;
