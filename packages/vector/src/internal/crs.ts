import { crsInfo, isProjectionError, parseCrs } from "@undercoat/projections";
import { type Crs, crsName, sameCrs } from "@undercoat/raster";
import { VectorError } from "../errors.ts";
import type { CrsOption } from "../open-options.ts";
import { isObject } from "./check-feature.ts";

/** Longitude and latitude on WGS 84: what RFC 7946 and OpenStreetMap use. */
export const LON_LAT: Crs = Object.freeze({ kind: "epsg", code: 4326 });

/**
 * A CRS as options give it.
 *
 * @throws {VectorError} `CRS_UNUSABLE`
 */
export function crsOf(option: CrsOption): Crs {
  return typeof option === "object" ? option : parsed(option, "the option crs");
}

/**
 * The CRS that the member `crs` of a GeoJSON object names; `fallback` where there is none.
 *
 * @throws {VectorError} `CRS_UNUSABLE`
 */
export function crsOfMember(member: unknown, name: string, fallback: Crs = LON_LAT): Crs {
  if (member === undefined) return fallback;
  if (member === null) return { kind: "unknown" }; // GeoJSON 2008: none can be assumed
  const properties = isObject(member) && isObject(member["properties"]) ? member["properties"] : {};
  const type = isObject(member) ? member["type"] : undefined;
  const text = type === "name" ? properties["name"] : type === "EPSG" ? properties["code"] : undefined;
  if (typeof text === "string" || typeof text === "number")
    return parsed(text, `the member "crs" of "${name}"`);
  const what = type === "link" ? "links to a file" : "names no system";
  throw new VectorError("CRS_UNUSABLE", {
    message: `the member "crs" of "${name}" ${what}, but { "type": "name", "properties": { "name": "EPSG:…" } } was expected; write the file anew: ogr2ogr -a_srs EPSG:<code> out.fgb "${name}"`,
    context: { name, crs: member },
  });
}

/**
 * What a file says about its CRS, beside what the caller says: the caller fills in what the file leaves open.
 *
 * @throws {VectorError} `CRS_MISMATCH`
 */
export function agreedCrs(name: string, own: Crs | null, given: Crs | null): Crs | null {
  if (given === null || own === null || own.kind === "unknown" || sameCrs(own, given)) {
    return given !== null && (own === null || own.kind === "unknown") ? given : own;
  }
  throw new VectorError("CRS_MISMATCH", {
    message: `"${name}" is in ${crsName(own)}, but the option crs says ${crsName(given)}; leave the option out and use reprojectFeatures, or correct the file: ogr2ogr -a_srs ${crsName(given)} out.fgb "${name}"`,
    context: { name, own, given },
  });
}

/** Whether coordinates are longitude and latitude in degrees. */
export function isLonLat(crs: Crs): boolean {
  if (crs.kind === "unknown") return false;
  if (crs.kind === "epsg" && crs.code === 4326) return true;
  try {
    return crsInfo(crs).unit === "degree";
  } catch {
    return false; // a system that cannot be computed: nothing is claimed about its numbers
  }
}

function parsed(text: string | number, where: string): Crs {
  try {
    return parseCrs(text);
  } catch (cause) {
    if (!isProjectionError(cause)) throw cause;
    throw new VectorError("CRS_UNUSABLE", {
      message: `${where}: ${cause.message}`,
      context: { text },
      cause,
    });
  }
}
