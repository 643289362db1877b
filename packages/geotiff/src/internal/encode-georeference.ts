import type { Grid } from "@undercoat/raster";
import { doubles, shorts, type TagValue } from "./encode-tags.ts";
import { isGeographic } from "./geographic-codes.ts";
import { GEO_KEYS } from "./georeference.ts";
import { TAGS } from "./tags.ts";

const PIXEL_IS_AREA = 1;

/** Pixel corners, by scale and tie point where north is up, else by a matrix; the CRS by its EPSG code. */
export function georeferenceTags({ geotransform, crs }: Grid): [number, TagValue][] {
  const keys: number[][] = [];
  if (crs.kind === "epsg") {
    const isLatLon = isGeographic(crs.code);
    keys.push([GEO_KEYS.ModelType, 0, 1, isLatLon ? 2 : 1], [GEO_KEYS.RasterType, 0, 1, PIXEL_IS_AREA]);
    keys.push([isLatLon ? GEO_KEYS.GeodeticCrs : GEO_KEYS.ProjectedCrs, 0, 1, crs.code]);
  } else if (geotransform !== null) {
    keys.push([GEO_KEYS.RasterType, 0, 1, PIXEL_IS_AREA]);
  }
  const directory = shorts([1, 1, 0, keys.length, ...keys.flat()]);
  return [
    ...placeTags(geotransform),
    ...(keys.length === 0 ? [] : [[TAGS.GeoKeyDirectory, directory] as [number, TagValue]]),
  ];
}

function placeTags(geotransform: Grid["geotransform"]): [number, TagValue][] {
  if (geotransform === null) return [];
  const [g0, g1, g2, g3, g4, g5] = geotransform;
  if (g2 === 0 && g4 === 0 && g1 > 0 && g5 < 0) {
    return [
      [TAGS.ModelPixelScale, doubles([g1, -g5, 0])],
      [TAGS.ModelTiepoint, doubles([0, 0, 0, g0, g3, 0])],
    ];
  }
  return [[TAGS.ModelTransformation, doubles([g1, g2, 0, g0, g4, g5, 0, g3, 0, 0, 0, 0, 0, 0, 0, 1])]];
}
