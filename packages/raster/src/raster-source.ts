import type { Grid } from "./grid.ts";
import type { Band } from "./raster.ts";
import type { SampleBlock, SampleType } from "./samples.ts";
import type { Window } from "./window.ts";

/** What to read from a {@link RasterSource}; left out: everything. */
export interface ReadOptions {
  /** Pixels of the level that is read. */
  readonly window?: Window;
  /** Band numbers, counted from 1, in the order wanted. */
  readonly bands?: readonly number[];
  /** Position in {@link RasterSource.levels}; 0, the default, is the full size. */
  readonly level?: number;
  readonly signal?: AbortSignal;
}

/** One size in which a source can be read. */
export interface RasterLevel {
  readonly width: number;
  readonly height: number;
}

/** Something that can be read window by window, such as an open file. */
export interface RasterSource extends Grid {
  readonly name: string;
  readonly bands: readonly Band[];
  readonly sampleType: SampleType;
  readonly nodata: number | null;
  /** The full size, then the overviews that the source holds, from large to small. */
  readonly levels: readonly RasterLevel[];
  read(options?: ReadOptions): Promise<SampleBlock>;
  close(): Promise<void>;
}
