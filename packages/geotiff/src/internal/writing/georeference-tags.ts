import type { Grid } from "@undercoat/raster";
import { isGeographic } from "../geographic-codes.ts";
import { GEO_KEYS } from "../georeference.ts";
import { TAGS } from "../tags.ts";
import { doubles, shorts, type TagValue } from "./tag-values.ts";

const PIXEL_IS_AREA = 1;

/** Pixel corners, by scale and tie point where north is up, else by a matrix; the CRS by its EPSG code. */
export function georeferenceTags({ geotransform, crs }: Grid): [number, TagValue][] {
  return [...placeTags(geotransform), ...crsTags(crs)];
}

/** Without a code, no keys at all: pixel corners are TIFF's default, and readers would make up a local system. */
function crsTags(crs: Grid["crs"]): [number, TagValue][] {
  if (crs.kind !== "epsg") return [];
  const isLatLon = isGeographic(crs.code);
  const keys = [
    [GEO_KEYS.ModelType, 0, 1, isLatLon ? 2 : 1],
    [GEO_KEYS.RasterType, 0, 1, PIXEL_IS_AREA],
    [isLatLon ? GEO_KEYS.GeodeticCrs : GEO_KEYS.ProjectedCrs, 0, 1, crs.code],
  ];
  return [[TAGS.GeoKeyDirectory, shorts([1, 1, 0, keys.length, ...keys.flat()])]];
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
