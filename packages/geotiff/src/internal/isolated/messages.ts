import type { ReadOptions, SampleBlock } from "@undercoat/raster";
import type { GeoTiffErrorCode } from "../../errors.ts";
import type { GeoTiffSource } from "../../open-geotiff.ts";
import type { OpenGeoTiffOptions } from "../../open-options.ts";
import type { RasterInfo, RasterInfoOptions } from "../../raster-info.ts";

/** What travels to the process: options without a signal, which cannot. */
export type PlainOptions<Options> = Omit<Options, "signal" | "isolated">;

/** What the process is asked to do. */
export type Task =
  | { readonly kind: "open"; readonly path: string; readonly options: PlainOptions<OpenGeoTiffOptions> }
  | {
      readonly kind: "open-bytes";
      readonly bytes: Uint8Array;
      readonly name: string;
      readonly options: PlainOptions<OpenGeoTiffOptions>;
    }
  | { readonly kind: "read"; readonly request: Omit<ReadOptions, "signal"> }
  | { readonly kind: "info"; readonly path: string; readonly options: PlainOptions<RasterInfoOptions> };

/** A source without its functions. */
export type PlainSource = Omit<GeoTiffSource, "read" | "close">;

/** What a task ends in. */
export interface Results {
  readonly open: PlainSource;
  readonly "open-bytes": PlainSource;
  readonly read: SampleBlock;
  readonly info: RasterInfo;
}

/** One message to the process. */
export type Question =
  | { readonly id: number; readonly task: Task }
  | { readonly id: number; readonly isCancelled: true };

/** An error as it travels. */
export interface PlainError {
  readonly code: GeoTiffErrorCode | null;
  readonly message: string;
  readonly context: Readonly<Record<string, unknown>>;
}

/** One message from the process. */
export type Reply =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: PlainError };
