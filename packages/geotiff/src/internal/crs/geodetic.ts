import type { GeoKeys } from "./geo-keys.ts";
import { DATUMS, ELLIPSOIDS, GEOGRAPHIC_SYSTEMS, LENGTH_UNITS, PRIME_MERIDIANS } from "./geodetic-table.ts";
import { DEGREE, type Geographic, type Unit } from "./wkt2.ts";

/** Keys that describe a geographic system (OGC GeoTIFF 1.1, annex B). */
const KEY = {
  system: 2048,
  citation: 2049,
  datum: 2050,
  primeMeridian: 2051,
  angleUnit: 2054,
  angleUnitSize: 2055,
  ellipsoid: 2056,
  semiMajor: 2057,
  semiMinor: 2058,
  inverseFlattening: 2059,
  primeMeridianLongitude: 2061,
  toWgs84: 2062,
} as const;

const GREENWICH = 8901;

/** The columns of a row of a table, found by its code; null where there is none. */
function row(table: string, code: number | null): readonly string[] | null {
  if (code === null) return null;
  const start = table.startsWith(`${code}|`) ? 0 : table.indexOf(`\n${code}|`) + 1;
  if (start === 0 && !table.startsWith(`${code}|`)) return null;
  return table.slice(start, table.indexOf("\n", start)).split("|").slice(1);
}

const ANGLES: Readonly<Record<number, Unit>> = {
  9101: { name: "radian", size: 1 },
  9102: DEGREE,
  9103: { name: "arc-minute", size: Math.PI / 10800 },
  9104: { name: "arc-second", size: Math.PI / 648000 },
  9105: { name: "grad", size: Math.PI / 200 },
  9106: { name: "grad", size: Math.PI / 200 },
  9122: DEGREE,
};

/** The unit of a geographic system, or null where the keys do not tell. */
export function angleUnitOf(keys: GeoKeys): Unit | null {
  const code = keys.code(KEY.angleUnit);
  if (code === null) return DEGREE;
  const size = keys.number(KEY.angleUnitSize);
  return ANGLES[code] ?? (size !== null && size > 0 ? { name: "angle", size } : null);
}

/** A unit of length by its EPSG code, or by its size where the code is the file's own; null where neither tells. */
export function lengthUnitOf(code: number | null, size: number | null): Unit | null {
  const [metres, name] = row(LENGTH_UNITS, code) ?? [];
  if (metres !== undefined && name !== undefined) return { name, size: Number(metres) };
  return size !== null && size > 0 ? { name: "length", size } : null;
}

/** The geographic system with an EPSG code, or null. */
export function geographicByCode(code: number): Geographic | null {
  const [datumCode, name] = row(GEOGRAPHIC_SYSTEMS, code) ?? [];
  if (datumCode === undefined || name === undefined) return null;
  const datum = datumByCode(Number(datumCode));
  return datum === null ? null : { name, code, ...datum, angle: DEGREE, toWgs84: null };
}

type Body = Pick<Geographic, "datum" | "ellipsoid" | "primeMeridian">;

function datumByCode(code: number | null): Body | null {
  const [ellipsoidCode, meridianCode, name] = row(DATUMS, code) ?? [];
  const ellipsoid = ellipsoidByCode(Number(ellipsoidCode ?? Number.NaN));
  if (ellipsoid === null || name === undefined) return null;
  return { datum: { name, code }, ellipsoid, primeMeridian: meridianByCode(Number(meridianCode)) };
}

function ellipsoidByCode(code: number | null): Geographic["ellipsoid"] | null {
  const [semiMajor, inverseFlattening, name] = row(ELLIPSOIDS, code) ?? [];
  if (name === undefined) return null;
  return { name, semiMajor: Number(semiMajor), inverseFlattening: Number(inverseFlattening) };
}

function meridianByCode(code: number | null): Geographic["primeMeridian"] {
  const [longitude = 0, name = "Greenwich"] = row(PRIME_MERIDIANS, code) ?? [];
  return { name, longitude: Number(longitude) };
}

/** The geographic system that the keys describe, by code or piece by piece; null where they do not suffice. */
export function geographicOf(keys: GeoKeys): Geographic | null {
  const toWgs84 = shiftOf(keys);
  const known = geographicByCode(keys.code(KEY.system) ?? 0);
  if (known !== null) return { ...known, toWgs84 };
  const angle = angleUnitOf(keys);
  const words = citationOf(keys);
  const byCode = datumByCode(keys.code(KEY.datum));
  const ellipsoid = byCode?.ellipsoid ?? ellipsoidOf(keys, words.get("ellipsoid") ?? "unknown");
  if (ellipsoid === null || angle === null) return null;
  const datum = byCode?.datum ?? { name: words.get("datum") ?? `unknown, on ${ellipsoid.name}`, code: null };
  // A datum with a meridian of its own knows it better than a number that may be in degrees or grads.
  const own = byCode !== null && byCode.primeMeridian.longitude !== 0 ? byCode.primeMeridian : null;
  const primeMeridian =
    own ?? meridianOf(keys, { angle, name: words.get("primem") ?? "unnamed" }) ?? meridianByCode(GREENWICH);
  const name = words.get("gcs name") ?? "unknown";
  return {
    name,
    code: null,
    datum,
    ellipsoid,
    primeMeridian,
    angle,
    toWgs84,
  };
}

function ellipsoidOf(keys: GeoKeys, name: string): Geographic["ellipsoid"] | null {
  const known = ellipsoidByCode(keys.code(KEY.ellipsoid));
  if (known !== null) return known;
  const semiMajor = keys.number(KEY.semiMajor);
  const semiMinor = keys.number(KEY.semiMinor);
  const inverse = keys.number(KEY.inverseFlattening);
  if (semiMajor === null || !(semiMajor > 0)) return null;
  if (inverse !== null && inverse > 1) return { name, semiMajor, inverseFlattening: inverse };
  if (semiMinor === null || !(semiMinor > 0) || semiMinor > semiMajor) return null;
  const inverseFlattening = semiMinor === semiMajor ? 0 : semiMajor / (semiMajor - semiMinor);
  return { name, semiMajor, inverseFlattening };
}

function meridianOf(
  keys: GeoKeys,
  { angle, name }: { angle: Unit; name: string },
): Geographic["primeMeridian"] | null {
  const code = keys.code(KEY.primeMeridian);
  if (row(PRIME_MERIDIANS, code) !== null) return meridianByCode(code);
  const longitude = keys.number(KEY.primeMeridianLongitude);
  if (longitude === null) return null;
  return { name, longitude: angle === DEGREE ? longitude : (longitude * angle.size) / DEGREE.size };
}

/** Seven parameters, three where the others are 0; a shift by nothing at all is none. */
function shiftOf(keys: GeoKeys): readonly number[] | null {
  const values = keys.numbers(KEY.toWgs84);
  if (values === null || !values.every(Number.isFinite) || !(values.length === 3 || values.length === 7))
    return null;
  return values.slice(3).every((value) => value === 0) ? values.slice(0, 3) : values;
}

/** GDAL writes the names into one text: `GCS Name = …|Datum = …|Ellipsoid = …|Primem = …||`. */
function citationOf(keys: GeoKeys): ReadonlyMap<string, string> {
  const text = keys.text(KEY.citation) ?? "";
  if (!text.includes(" = ")) return new Map(text === "" ? [] : [["gcs name", text]]);
  const pairs = text.split("|").map((part) => part.split(" = "));
  return new Map(
    pairs.flatMap(([name = "", value = ""]) => (value === "" ? [] : [[name.toLowerCase(), value]])),
  );
}
