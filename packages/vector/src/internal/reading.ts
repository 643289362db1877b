import type { Bounds, Crs } from "@undercoat/raster";
import type { Feature } from "../feature.ts";
import type { VectorFormat } from "../vector-source.ts";
import type { Tally } from "./tally.ts";

/** One pass over a file. */
export interface Pass {
  readonly tally: Tally;
  readonly crs: Crs;
  readonly isLonLat: boolean;
  readonly bounds: Bounds | undefined;
  readonly signal: AbortSignal | undefined;
}

/** A file that was looked at: how to pass over its features. */
export interface Reading {
  readonly format: VectorFormat;
  /** Null where the file says nothing, and what then holds. */
  readonly crs: Crs | null;
  readonly fallbackCrs: Crs;
  readonly featureCount: number | null;
  readonly notes: readonly string[];
  features(pass: Pass): AsyncIterable<Feature>;
}

/** How a file is looked at. */
export interface OpenRequest {
  readonly mostNodes: number;
  readonly signal: AbortSignal | undefined;
}
