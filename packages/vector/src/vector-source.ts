import type { Bounds, Crs } from "@undercoat/raster";
import type { Feature } from "./feature.ts";

/** How a file of features is written down. */
export type VectorFormat =
  | "geojson"
  | "geojson-lines"
  | "flatgeobuf"
  | "osm-xml"
  | "osm-pbf"
  | "overpass-json";

/** Features of one reason that a pass did not give. */
export interface LeftOut {
  /** Such as `relation with members that are not in the file`. */
  readonly reason: string;
  readonly count: number;
  /** The first of them, by number or id. */
  readonly first: readonly string[];
}

/** What a pass over features gave, and what it did not. */
export interface ReadReport {
  readonly features: number;
  /** Of those, how many have no geometry. */
  readonly withoutGeometry: number;
  readonly leftOut: readonly LeftOut[];
}

/** Features of a file, read while they are asked for. It can be iterated again; passes are equal. Finite. */
export interface FeatureStream extends AsyncIterable<Feature> {
  /** CRS of the coordinates. */
  readonly crs: Crs;
  /** Counts of the latest pass, complete once it has ended. */
  report(): ReadReport;
}

/** Which features are read. */
export interface FeaturesRequest {
  /** Only features whose bounding box touches this rectangle, in the CRS of the file. Default: all. */
  readonly bounds?: Bounds | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An open file of features. Close it. */
export interface VectorSource {
  /** Path of the file, as it was given. */
  readonly name: string;
  readonly format: VectorFormat;
  readonly crs: Crs;
  /** Features in the file; null where only a pass can tell: one object a line, and OpenStreetMap data. */
  readonly featureCount: number | null;
  /** What a user of the features should know. */
  readonly notes: readonly string[];
  features(request?: FeaturesRequest): FeatureStream;
  close(): Promise<void>;
}
