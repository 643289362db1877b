import type { EngineName } from "@undercoat/engines/options";
import type { Shard } from "@undercoat/jobs";
import type { Augmentation, LayerOptions, TilingOptions } from "@undercoat/prediction/options";
import type { PolygonFile, PolygonFileOptions } from "./polygon-options.ts";

/** What {@link predictMap} is asked for. */
export interface PredictMapOptions {
  /** Model folders; of several, the mean of their probabilities. */
  readonly models: readonly string[];
  /** GeoTIFFs or http(s) addresses whose bands lie side by side; the first one's grid is the map's. */
  readonly rasters: readonly string[];
  /** The class map; other layers get names beside it, as `map.confidence.tif`. */
  readonly out: string;
  /** Names or numbers (from 1, through all rasters) of the bands for the model. Omitted: all but alpha. */
  readonly bands?: readonly (string | number)[] | undefined;
  readonly tiling?: TilingOptions | undefined;
  readonly layers?: LayerOptions | undefined;
  readonly augmentation?: Augmentation | undefined;
  /** Polygons of the map, with class, area and mean confidence. Left to the merge, where there are shards. */
  readonly polygons?: PolygonFileOptions | undefined;
  /** A vector file; only pixels whose centre lies in its polygons get a class. */
  readonly roi?: string | undefined;
  /** How rasters on another grid or in another CRS are brought onto the first one's. Omitted: they are refused. */
  readonly resample?: "nearest" | "bilinear" | "average" | undefined;
  /** One part of the work; the map is then put together by {@link mergeMap}. */
  readonly shard?: Shard | undefined;
  /** Goes on with what an interrupted prediction left. */
  readonly resume?: boolean | undefined;
  /** Replaces files that are there, and what an interrupted prediction left. */
  readonly overwrite?: boolean | undefined;
  readonly engine?: EngineName | undefined;
  readonly threads?: number | undefined;
  /** Aborting stops after the running batch and throws `INTERRUPTED`; what is done stays. */
  readonly signal?: AbortSignal | undefined;
}

/** How far a prediction is. */
export interface PredictReport {
  /** 0…1 of this process's part. */
  readonly fraction: number;
  readonly status: string;
  /** At the end. */
  readonly result: PredictedMap | null;
}

/** What came of a prediction. */
export interface PredictedMap {
  readonly out: string;
  /** Everything that was written; empty for a shard. */
  readonly files: readonly string[];
  readonly width: number;
  readonly height: number;
  readonly engine: string;
  readonly shard: Shard | null;
  /** Blocks of this process's part, and how many it did itself. */
  readonly blocks: { readonly items: number; readonly done: number };
  readonly polygons: PolygonFile | null;
  /** Pixels of the classes in all blocks that are done; `share` of those with a class. */
  readonly classes: readonly { readonly name: string; readonly pixels: number; readonly share: number }[];
  /** Pixels without a class. */
  readonly withoutClass: number;
  /** Seconds that were waited for each, and all together. */
  readonly seconds: {
    readonly read: number;
    readonly infer: number;
    readonly write: number;
    readonly merge: number;
    readonly total: number;
  };
  /** Pixels that this process predicted. */
  readonly predicted: number;
  readonly notes: readonly string[];
}
