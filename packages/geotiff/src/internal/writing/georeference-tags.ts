import { crsName, type Grid } from "@undercoat/raster";
import { isGeographic } from "../geographic-codes.ts";
import { TAGS } from "../tags.ts";
import { codeKeys, type GeoKeyList, geographicKeys, geoKeyTags, projectedKeys } from "./geo-key-list.ts";
import { doubles, type TagValue } from "./tag-values.ts";
import { systemOfWkt } from "./wkt-system.ts";

/** EPSG codes that a key can hold. */
const LOWEST_CODE = 1024;
const HIGHEST_CODE = 32766;

/** Pixel corners, by scale and tie point where north is up, else by a matrix; the CRS by its EPSG code or by all its parameters. */
export function georeferenceTags({ geotransform, crs }: Grid): [number, TagValue][] {
  return [...placeTags(geotransform), ...crsTags(crs)];
}

/** Without a CRS, no keys at all: pixel corners are TIFF's default, and readers would make up a local system. */
function crsTags(crs: Grid["crs"]): [number, TagValue][] {
  const keys = keysOf(crs);
  if (typeof keys === "string") return []; // refused before anything is written
  return keys === null ? [] : geoKeyTags(keys);
}

/** Why the keys of a GeoTIFF cannot hold a CRS, or null. */
export function crsProblem(crs: Grid["crs"]): string | null {
  const keys = keysOf(crs);
  if (typeof keys !== "string") return null;
  return `its coordinate reference system ${crsName(crs)} cannot be stored (${keys}); reproject it to an EPSG code, or pass an unknown CRS`;
}

function keysOf(crs: Grid["crs"]): GeoKeyList | string | null {
  if (crs.kind === "unknown") return null;
  const found = crs.kind === "epsg" ? ({ kind: "code", code: crs.code } as const) : systemOfWkt(crs.wkt);
  if (typeof found === "string") return found;
  if (found.kind === "geographic") return geographicKeys(found.system);
  if (found.kind === "projected") return projectedKeys(found.system);
  const isCode = Number.isInteger(found.code) && found.code >= LOWEST_CODE && found.code <= HIGHEST_CODE;
  return isCode
    ? codeKeys(found.code, isGeographic(found.code))
    : `its code is not from ${LOWEST_CODE} to ${HIGHEST_CODE}`;
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
