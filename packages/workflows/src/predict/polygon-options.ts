/** How a map becomes polygons. */
export interface PolygonFileOptions {
  /** `.geojson`, `.geojsonl` or `.fgb`; the ending decides the format. */
  readonly out: string;
  /** Names of the classes that become polygons. Omitted: all. */
  readonly classes?: readonly string[] | undefined;
  /** Regions with a smaller area are left out and counted: square metres, units of the grid where it has no CRS. */
  readonly minArea?: number | undefined;
  /** How far a simplified outline may lie from the pixels' edges, in pixels. Omitted: not at all. */
  readonly simplify?: number | undefined;
  /** CRS of the polygons. Omitted: that of the map. */
  readonly crs?: string | undefined;
}

/** What was written. */
export interface PolygonFile {
  readonly out: string;
  readonly features: number;
  readonly leftOut: { readonly regions: number; readonly pixels: number };
  readonly notes: readonly string[];
}
