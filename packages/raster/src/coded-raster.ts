import type { Grid } from "./grid.ts";
import type { SampleArray } from "./samples.ts";

/** One band of class *values*, the codes of a file, `[height, width]`. */
export interface CodedRaster extends Grid {
  readonly kind: "coded-raster";
  readonly data: SampleArray;
  /** 1 where the pixel holds data, 0 elsewhere; null where every pixel does. */
  readonly validity: Uint8Array | null;
}
