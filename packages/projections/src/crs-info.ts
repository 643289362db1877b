import type { Crs } from "./crs.ts";
import { definitionOf } from "./internal/definition.ts";
import { knownCodes } from "./internal/epsg.ts";
import { accuracyOf } from "./internal/shifts.ts";

/** What is known of a CRS. */
export interface CrsInfo {
  readonly name: string;
  /** Null where it is not one of the EPSG Dataset. */
  readonly code: number | null;
  readonly kind: "geographic" | "projected";
  readonly unit: "degree" | "metre" | "foot" | "US survey foot" | "other";
  /** Metres in one unit of the coordinates; null for degrees. */
  readonly metresPerUnit: number | null;
  /** West, south, east, north in degrees; null where it is not known. West exceeds east across 180°. */
  readonly areaOfUse: readonly [number, number, number, number] | null;
  /** Accuracy of the shift to WGS 84 in the middle of the area; null where it is not known. */
  readonly accuracyMetres: number | null;
}

const FOOT = 0.3048;
const US_FOOT = 1200 / 3937;
const SAME = 1e-9;

/**
 * Name, unit and area of a CRS.
 *
 * @throws {ProjectionError} `CRS_UNKNOWN`, `CRS_UNSUPPORTED`
 */
export function crsInfo(crs: Crs): CrsInfo {
  const definition = definitionOf(crs);
  const { name, code, area, projection } = definition;
  const metresPerUnit = projection === null ? null : metresOf(projection);
  return Object.freeze({
    name,
    code,
    kind: projection === null ? "geographic" : "projected",
    unit: metresPerUnit === null ? "degree" : unitOf(metresPerUnit),
    metresPerUnit,
    areaOfUse: area,
    accuracyMetres: accuracyOf(definition),
  });
}

function metresOf(projection: string): number {
  return Number(/\+to_meter=(\S+)/.exec(projection)?.[1] ?? 1);
}

function unitOf(metres: number): CrsInfo["unit"] {
  if (metres === 1) return "metre";
  if (Math.abs(metres - US_FOOT) < SAME) return "US survey foot";
  return Math.abs(metres - FOOT) < SAME ? "foot" : "other";
}

/** Codes that {@link pointTransform} knows, ascending, each checked against PROJ. */
export function knownCrs(): readonly number[] {
  return [...knownCodes()];
}
