/** A unit and what one of it is in radians or metres. */
export interface Unit {
  readonly name: string;
  readonly size: number;
}

/** A geographic system, ready to be written. */
export interface Geographic {
  readonly name: string;
  /** EPSG code, or null. */
  readonly code: number | null;
  readonly datum: { readonly name: string; readonly code: number | null };
  /** `inverseFlattening` 0: a sphere. */
  readonly ellipsoid: {
    readonly name: string;
    readonly semiMajor: number;
    readonly inverseFlattening: number;
  };
  /** `longitude` in degrees east of Greenwich. */
  readonly primeMeridian: { readonly name: string; readonly longitude: number };
  readonly angle: Unit;
  /** The 3 or 7 parameters of the shift to WGS 84 (position vector, EPSG method 9606), or null. */
  readonly toWgs84: readonly number[] | null;
}

/** One parameter of a map projection, in the unit it was given in. */
export interface ParameterValue {
  readonly name: string;
  readonly code: number | null;
  readonly value: number;
  readonly kind: "angle" | "length" | "scale";
  readonly unit: Unit;
}

/** A projected system, ready to be written. */
export interface Projected {
  readonly name: string;
  readonly base: Geographic;
  readonly method: { readonly name: string; readonly code: number | null };
  readonly parameters: readonly ParameterValue[];
  readonly length: Unit;
}

/** Degrees. */
export const DEGREE: Unit = { name: "degree", size: Math.PI / 180 };

/** Metres. */
export const METRE: Unit = { name: "metre", size: 1 };

/** A geographic system as WKT2 (ISO 19162:2019); with a shift to WGS 84 inside of a BOUNDCRS. */
export function geographicWkt(system: Geographic): string {
  const axes = `CS[ellipsoidal,2],AXIS["latitude",north,ORDER[1]],AXIS["longitude",east,ORDER[2]],${angleUnit(system.angle)}`;
  return bound(`GEOGCRS[${datumOf(system)},${axes}${id(system.code)}]`, system);
}

/** Transverse Mercator (South Orientated), whose coordinates grow to the west and south. */
const SOUTH_ORIENTATED = 9808;

/** A projected system as WKT2 (ISO 19162:2019); with a shift to WGS 84 inside of a BOUNDCRS. */
export function projectedWkt({ name, base, method, parameters, length }: Projected): string {
  const values = parameters.map(
    ({ name, code, value, kind, unit }) =>
      `PARAMETER[${quoted(name)},${value},${unitOf(kind, unit)}${id(code)}]`,
  );
  const conversion = [quoted("unnamed"), `METHOD[${quoted(method.name)}${id(method.code)}]`, ...values].join(
    ",",
  );
  const axes =
    method.code === SOUTH_ORIENTATED
      ? 'CS[Cartesian,2],AXIS["westing",west,ORDER[1]],AXIS["southing",south,ORDER[2]]'
      : 'CS[Cartesian,2],AXIS["easting",east,ORDER[1]],AXIS["northing",north,ORDER[2]]';
  const source = `BASEGEOGCRS[${datumOf(base)}${id(base.code)}]`;
  return bound(
    `PROJCRS[${quoted(name)},${source},CONVERSION[${conversion}],${axes},${lengthUnit(length)}]`,
    base,
  );
}

function datumOf({ name, datum, ellipsoid, primeMeridian }: Geographic): string {
  const { semiMajor, inverseFlattening } = ellipsoid;
  const body = `ELLIPSOID[${quoted(ellipsoid.name)},${semiMajor},${inverseFlattening},${lengthUnit(METRE)}]`;
  const meridian = `PRIMEM[${quoted(primeMeridian.name)},${primeMeridian.longitude},${angleUnit(DEGREE)}]`;
  return `${quoted(name)},DATUM[${quoted(datum.name)},${body}${id(datum.code)}],${meridian}`;
}

const SHIFTS: readonly (readonly [name: string, code: number, unit: string])[] = [
  ["X-axis translation", 8605, 'LENGTHUNIT["metre",1]'],
  ["Y-axis translation", 8606, 'LENGTHUNIT["metre",1]'],
  ["Z-axis translation", 8607, 'LENGTHUNIT["metre",1]'],
  ["X-axis rotation", 8608, 'ANGLEUNIT["arc-second",4.84813681109536E-06]'],
  ["Y-axis rotation", 8609, 'ANGLEUNIT["arc-second",4.84813681109536E-06]'],
  ["Z-axis rotation", 8610, 'ANGLEUNIT["arc-second",4.84813681109536E-06]'],
  ["Scale difference", 8611, 'SCALEUNIT["parts per million",1E-06]'],
];

const WGS84: Geographic = {
  name: "WGS 84",
  code: 4326,
  datum: { name: "World Geodetic System 1984", code: 6326 },
  ellipsoid: { name: "WGS 84", semiMajor: 6378137, inverseFlattening: 298.257223563 },
  primeMeridian: { name: "Greenwich", longitude: 0 },
  angle: DEGREE,
  toWgs84: null,
};

function bound(wkt: string, { toWgs84 }: Geographic): string {
  if (toWgs84 === null) return wkt;
  const method =
    toWgs84.length === 3
      ? 'METHOD["Geocentric translations (geog2D domain)",ID["EPSG",9603]]'
      : 'METHOD["Position Vector transformation (geog2D domain)",ID["EPSG",9606]]';
  const values = toWgs84.map((value, index) => {
    const [name, code, unit] = SHIFTS[index]!;
    // the scale is a factor here, and its difference to 1 in the file
    const written = index === 6 ? `${1 + value * 1e-6},SCALEUNIT["unity",1]` : `${value},${unit}`;
    return `PARAMETER[${quoted(name)},${written}${id(code)}]`;
  });
  const shift = `ABRIDGEDTRANSFORMATION["shift to WGS 84",${method},${values.join(",")}]`;
  return `BOUNDCRS[SOURCECRS[${wkt}],TARGETCRS[${geographicWkt(WGS84)}],${shift}]`;
}

function unitOf(kind: ParameterValue["kind"], unit: Unit): string {
  if (kind === "scale") return 'SCALEUNIT["unity",1]';
  return kind === "angle" ? angleUnit(unit) : lengthUnit(unit);
}

function angleUnit({ name, size }: Unit): string {
  return `ANGLEUNIT[${quoted(name)},${size}]`;
}

function lengthUnit({ name, size }: Unit): string {
  return `LENGTHUNIT[${quoted(name)},${size}]`;
}

function id(code: number | null): string {
  return code === null ? "" : `,ID["EPSG",${code}]`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
