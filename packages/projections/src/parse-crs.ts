import type { Crs } from "./crs.ts";
import { ProjectionError } from "./errors.ts";

const WGS84 = 4326;
const CODE =
  /^(?:EPSG:{1,2}|urn:ogc:def:crs:EPSG:[\d.]*:|https?:\/\/www\.opengis\.net\/def\/crs\/EPSG\/[\d.]+\/)?(\d{4,6})$/i;
const LON_LAT =
  /^(?:(?:OGC:)?CRS:?84|urn:ogc:def:crs:OGC:[\d.]*:CRS84|https?:\/\/www\.opengis\.net\/def\/crs\/OGC\/[\d.]+\/CRS84|WGS ?84)$/i;
const WKT =
  /^\s*(?:PROJCRS|PROJECTEDCRS|GEOGCRS|GEOGRAPHICCRS|GEODCRS|GEODETICCRS|BOUNDCRS|COMPOUNDCRS|PROJCS|GEOGCS|COMPD_CS)\s*\[/i;

/**
 * Reads a CRS as people and files write it: `32618`, `EPSG:32618`, an OGC URN or URL of an EPSG code, `OGC:CRS84`
 * (which is EPSG:4326 with the longitude first, as all coordinates are here), or WKT.
 *
 * @throws {ProjectionError} `CRS_UNREADABLE` for anything else, a PROJ string included.
 *
 * @example
 * ```ts
 * parseCrs("urn:ogc:def:crs:EPSG::25832"); // { kind: "epsg", code: 25832 }
 * ```
 */
export function parseCrs(text: string | number): Crs {
  const trimmed = String(text).trim();
  const code = CODE.exec(trimmed)?.[1];
  if (code !== undefined) return { kind: "epsg", code: Number(code) };
  if (LON_LAT.test(trimmed)) return { kind: "epsg", code: WGS84 };
  if (WKT.test(trimmed)) return { kind: "wkt", wkt: trimmed };
  const shown = trimmed.length > 60 ? `${trimmed.slice(0, 57)}…` : trimmed;
  const advice = trimmed.includes("+proj=")
    ? "PROJ strings lose datums, convert it: gdalsrsinfo -o wkt2_2019 '<string>'"
    : "write EPSG:<code>, OGC:CRS84 or a WKT text";
  throw new ProjectionError("CRS_UNREADABLE", {
    message: `CRS is "${shown}", but an EPSG code or WKT was expected; ${advice}`,
    context: { text: trimmed },
  });
}
