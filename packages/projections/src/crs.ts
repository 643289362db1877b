/**
 * Coordinate reference system, the same union as in `@undercoat/raster`: an EPSG code, a WKT text, or not known.
 *
 * Coordinates are always x, then y: easting before northing, longitude before latitude, whatever order the
 * authority gives its axes. GDAL calls this the traditional GIS order, pyproj `always_xy`.
 */
export type Crs =
  | { readonly kind: "epsg"; readonly code: number }
  | { readonly kind: "wkt"; readonly wkt: string }
  | { readonly kind: "unknown" };
