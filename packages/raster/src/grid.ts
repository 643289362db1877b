/**
 * Affine map from pixel corners to map coordinates, in GDAL's order:
 * `x = g[0] + column · g[1] + row · g[2]`, `y = g[3] + column · g[4] + row · g[5]`.
 */
export type Geotransform = readonly [number, number, number, number, number, number];

/** Coordinate reference system: an EPSG code, a text in WKT2 (ISO 19162) for one without a code, or not known. */
export type Crs =
  | { readonly kind: "epsg"; readonly code: number }
  | { readonly kind: "wkt"; readonly wkt: string }
  | { readonly kind: "unknown" };

/** Size and place of a raster. `geotransform` is null where the file has none. */
export interface Grid {
  readonly width: number;
  readonly height: number;
  readonly geotransform: Geotransform | null;
  readonly crs: Crs;
}
