import type { Crs } from "../crs.ts";
import { ProjectionError } from "../errors.ts";
import { EPSG_ROWS, type EpsgRow, REFUSED_ROWS } from "./epsg-table.ts";

/** What is known of a system. */
export interface Definition {
  readonly code: number | null;
  readonly name: string;
  /** PROJ string with its shift to WGS 84; null where WKT says it. */
  readonly text: string | null;
  readonly wkt: string | null;
  /** Of the shift to WGS 84. */
  readonly accuracyMetres: number | null;
  /** West, south, east, north in degrees; west may exceed east across 180°. */
  readonly area: readonly [number, number, number, number] | null;
  readonly betterGrid: readonly [name: string, accuracyMetres: number] | null;
}

let rows: ReadonlyMap<number, EpsgRow> | null = null;

/** Rows of the table by code. */
export function epsgRows(): ReadonlyMap<number, EpsgRow> {
  rows ??= new Map(EPSG_ROWS.map((row) => [row[0], row]));
  return rows;
}

/** The definition of a system, or an error that names it. */
export function definitionOf(crs: Crs): Definition {
  if (crs.kind === "unknown") {
    throw new ProjectionError("CRS_UNKNOWN", {
      message: "the CRS is not known, but a known one was expected; say which it is, such as EPSG:32618",
    });
  }
  if (crs.kind === "wkt") return ofWkt(crs.wkt);
  const found = utmRow(crs.code) ?? epsgRows().get(crs.code);
  if (found !== undefined) return ofRow(found);
  throw refusal(crs.code);
}

function ofRow([code, name, text, accuracyMetres, area, betterGrid]: EpsgRow): Definition {
  return { code, name, text, wkt: null, accuracyMetres, area, betterGrid: betterGrid ?? null };
}

/** Where the text ends with a code that the table has, the table is used: it knows the shift of the datum. */
function ofWkt(wkt: string): Definition {
  const [, name = "without a name"] = /^\s*\w+\s*\[\s*"([^"]*)"/.exec(wkt) ?? [];
  const code = Number(
    /(?:ID|AUTHORITY)\s*\[\s*"EPSG"\s*,\s*"?(\d+)"?[^\]]*\]\s*\]\s*$/i.exec(wkt)?.[1] ?? Number.NaN,
  );
  const row = utmRow(code) ?? epsgRows().get(code);
  if (row !== undefined && sameName(row[1], name)) return { ...ofRow(row), wkt };
  return { code: null, name, text: null, wkt, accuracyMetres: null, area: null, betterGrid: null };
}

function sameName(a: string, b: string): boolean {
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");
  return plain(a) === plain(b);
}

/** UTM on WGS 84, the north from 32601 and the south from 32701. */
function utmRow(code: number): EpsgRow | undefined {
  const zone = code > 32700 ? code - 32700 : code - 32600;
  if (!Number.isInteger(code) || zone < 1 || zone > 60) return undefined;
  const south = code > 32700;
  const west = -180 + 6 * (zone - 1);
  return [
    code,
    `WGS 84 / UTM zone ${zone}${south ? "S" : "N"}`,
    `+proj=utm +zone=${zone}${south ? " +south" : ""} +ellps=WGS84 +units=m +towgs84=0,0,0`,
    0,
    south ? [west, -80, west + 6, 0] : [west, 0, west + 6, 84],
  ];
}

function refusal(code: number): ProjectionError {
  const refused = REFUSED_ROWS.find(([other]) => other === code);
  if (refused !== undefined) {
    const [, name, reason] = refused;
    return new ProjectionError("CRS_UNSUPPORTED", {
      message: `EPSG:${code} "${name}" cannot be used: ${reason}; reproject the file first: gdalwarp -t_srs EPSG:<code> or ogr2ogr -t_srs EPSG:<code>`,
      context: { code, name },
    });
  }
  return new ProjectionError("CRS_UNKNOWN", {
    message: `EPSG:${code} is not among the ${EPSG_ROWS.length + 120} systems that were checked against PROJ; give its WKT (gdalsrsinfo -o wkt2_2019 EPSG:${code}), or reproject the file to one of them`,
    context: { code },
  });
}
