import type { Crs } from "./crs.ts";
import { ProjectionError } from "./errors.ts";

const CODE =
  /^(?:EPSG:{1,2}\s*|urn:ogc:def:crs:EPSG:[\d.]*:|https?:\/\/www\.opengis\.net\/(?:def\/crs\/EPSG\/[\d.]+\/|gml\/srs\/epsg\.xml#))?(\d{4,6})$/i;
const LON_LAT =
  /^(?:(?:OGC:)?CRS:?|urn:ogc:def:crs:OGC:[\d.]*:CRS|https?:\/\/www\.opengis\.net\/def\/crs\/OGC\/[\d.]+\/CRS)(84|83|27)$/i;
/** The systems of OGC with the longitude first. */
const LON_LAT_CODES: Readonly<Record<string, number>> = { "84": 4326, "83": 4269, "27": 4267 };
const WKT = /^[A-Z][A-Z\d_]*\s*[[(]/i;

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
  const lonLat = LON_LAT_CODES[/^WGS ?84$/i.test(trimmed) ? "84" : (LON_LAT.exec(trimmed)?.[1] ?? "")];
  if (lonLat !== undefined) return { kind: "epsg", code: lonLat };
  if (WKT.test(trimmed)) return { kind: "wkt", wkt: trimmed };
  const shown = trimmed.length > 60 ? `${trimmed.slice(0, 57)}…` : trimmed;
  const advice = adviceFor(trimmed);
  throw new ProjectionError("CRS_UNREADABLE", {
    message: `CRS is "${shown}", but an EPSG code or WKT was expected; ${advice}`,
    context: { text: trimmed },
  });
}

function adviceFor(text: string): string {
  if (text.includes("+proj="))
    return "PROJ strings lose datums, convert it: gdalsrsinfo -o wkt2_2019 '<string>'";
  if (/^(?:ESRI|IGNF|IAU_\d+):/i.test(text)) return `give its WKT: gdalsrsinfo -o wkt2_2019 ${text}`;
  return "write EPSG:<code>, OGC:CRS84 or a WKT text";
}
