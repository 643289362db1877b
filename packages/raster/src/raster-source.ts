import type { Grid } from "./grid.ts";
import type { Band } from "./raster.ts";
import type { SampleBlock, SampleType } from "./samples.ts";
import type { Window } from "./window.ts";

/** What to read from a {@link RasterSource}; left out: everything. */
export interface ReadOptions {
  readonly window?: Window;
  /** Band numbers, counted from 1, in the order wanted. */
  readonly bands?: readonly number[];
  readonly signal?: AbortSignal;
}

/** Something that can be read window by window, such as an open file. */
export interface RasterSource extends Grid {
  readonly name: string;
  readonly bands: readonly Band[];
  readonly sampleType: SampleType;
  readonly nodata: number | null;
  read(options?: ReadOptions): Promise<SampleBlock>;
  close(): Promise<void>;
}
