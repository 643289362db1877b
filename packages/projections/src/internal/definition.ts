import type { Crs } from "../crs.ts";
import { ProjectionError } from "../errors.ts";
import type { Area } from "./area.ts";
import { epsgDefinition, epsgRefusal, knownCodes } from "./epsg.ts";
import { unsupported } from "./unsupported.ts";
import { wktDefinition } from "./wkt-definition.ts";

/** A Helmert shift from a datum to WGS 84. */
export interface Shift {
  /** As `+towgs84` takes it: three or seven numbers, position vector; `@null`: degrees stay as they are. */
  readonly towgs84: string;
  /** Null where it is taken for granted or not said. */
  readonly accuracyMetres: number | null;
  /** Meant for the sea: taken only where it is the first, as PROJ does. */
  readonly isOffshore: boolean;
  /** Where it holds. */
  readonly area: Area;
  /** Of the area: of two shifts that are as exact, the one for the smaller area is taken. */
  readonly size: number;
  /** A grid that PROJ would rather take. */
  readonly betterGrid: { readonly name: string; readonly accuracyMetres: number } | null;
}

/** What coordinates of several projections share. */
export interface Datum {
  /** Equal keys need no shift between them. */
  readonly key: string;
  readonly name: string;
  /** Ellipsoid and prime meridian as PROJ writes them. */
  readonly text: string;
  /** Null where it is not known. */
  readonly area: Area | null;
  /** None: not known. */
  readonly shifts: readonly Shift[];
}

/** A system, ready to be computed. */
export interface Definition {
  /** Null where it is not one of the EPSG Dataset. */
  readonly code: number | null;
  readonly name: string;
  /** Projection as PROJ writes it, without a datum; null: degrees. */
  readonly projection: string | null;
  readonly datum: Datum;
  /** Null where it is not known. */
  readonly area: Area | null;
}

/**
 * The definition of a system, or an error that names it.
 *
 * @throws {ProjectionError} `CRS_UNKNOWN`, `CRS_UNREADABLE`, `CRS_UNSUPPORTED`
 */
export function definitionOf(crs: Crs): Definition {
  if (crs.kind === "wkt") return wktDefinition(crs.wkt);
  if (crs.kind === "epsg") return epsgDefinition(crs.code) ?? refuse(crs.code);
  throw new ProjectionError("CRS_UNKNOWN", {
    message: "the CRS is not known, but a known one was expected; say which it is, such as EPSG:32618",
  });
}

/** Codes that programs write, but that are not in the EPSG Dataset. */
const NOT_EPSG: Readonly<Record<number, string>> = {
  102100: "it is ESRI's code of EPSG:3857, use that",
  102113: "it is ESRI's code of EPSG:3785, use that",
};

function refuse(code: number): never {
  const refusal = epsgRefusal(code);
  if (refusal !== null) throw unsupported(`EPSG:${code} "${refusal.name}"`, refusal.reason);
  const known = knownCodes().length;
  const help =
    NOT_EPSG[code] ??
    `give its WKT (gdalsrsinfo -o wkt2_2019 EPSG:${code}), or reproject the file to one of them`;
  throw new ProjectionError("CRS_UNKNOWN", {
    message: `EPSG:${code} is not among the ${known} systems that were checked against PROJ; ${help}`,
    context: { code },
  });
}
