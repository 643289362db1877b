import * as z from "zod";
import { CrsOption } from "./open-options.ts";

/** Options of `writeGeoJson` and `writeGeoJsonLines`. */
export const WriteGeoJsonOptions = z.strictObject({
  /** CRS of the coordinates. Omitted: that of the stream. */
  crs: CrsOption.optional(),
  /** Decimals of the coordinates; 7 are a centimetre in degrees. Omitted: all that a number has. */
  precision: z.int().min(0).max(15).optional(),
});
/** Options of `writeGeoJson` and `writeGeoJsonLines`. */
export type WriteGeoJsonOptions = z.input<typeof WriteGeoJsonOptions>;

/** Options of `writeFlatGeobuf`. */
export const WriteFlatGeobufOptions = z.strictObject({
  /** CRS of the coordinates. Omitted: that of the stream. */
  crs: CrsOption.optional(),
  /** Whether a spatial index is written, and the features are put in its order. */
  index: z.boolean().default(true),
  /** Name of the layer. */
  name: z.string().default("features"),
});
/** Options of `writeFlatGeobuf`. */
export type WriteFlatGeobufOptions = z.input<typeof WriteFlatGeobufOptions>;
