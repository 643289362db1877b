import type { GeoKeys } from "./geo-keys.ts";
import { angleUnitOf, geographicOf, lengthUnitOf } from "./geodetic.ts";
import { METHODS, type Method, type MethodParameter, POLAR_STEREOGRAPHIC } from "./methods-table.ts";
import { DEGREE, METRE, type ParameterValue, type Projected, type Unit } from "./wkt2.ts";

/** Keys that describe a projected system (OGC GeoTIFF 1.1, annex B). */
const KEY = {
  citation: 1026,
  projectedCitation: 3073,
  projection: 3074,
  method: 3075,
  lengthUnit: 3076,
  lengthUnitSize: 3077,
  originLatitude: 3081,
} as const;

const POLE = 90;
const POLE_TOLERANCE = 1e-10;

/** The projected system that the keys describe, or in words what is missing. */
export function projectedOf(keys: GeoKeys): Projected | string {
  const base = geographicOf(keys);
  if (base === null) return "its keys do not tell an ellipsoid";
  const length = lengthUnitOf(keys.code(KEY.lengthUnit), keys.number(KEY.lengthUnitSize));
  const angle = angleUnitOf(keys);
  if (length === null || angle === null) return "its keys do not tell its units";
  const found = conversionOf(keys, { length, angle });
  if (typeof found === "string") return found;
  return { name: nameOf(keys), base, ...found, length };
}

interface Units {
  readonly length: Unit;
  readonly angle: Unit;
}

type Conversion = Pick<Projected, "method" | "parameters">;

function conversionOf(keys: GeoKeys, units: Units): Conversion | string {
  const projection = keys.code(KEY.projection) ?? 0;
  const zone = utmZone(projection);
  if (zone !== null) return utm(zone, projection > 16100);
  const key = keys.code(KEY.method);
  if (key === null) return `its projection ${projection} is none of the UTM zones, and no method is told`;
  const candidates = candidatesFor(keys, key);
  if (candidates.length === 0) return `its projection method ${key} is not known`;
  let missing = "";
  for (const method of candidates) {
    const values = valuesOf(method.parameters, units, (parameter) => fromKeys(keys, parameter));
    if (typeof values !== "string") return { method, parameters: values };
    missing = `"${method.name}" needs the parameter "${values}", which no key tells`;
  }
  return missing;
}

function candidatesFor(keys: GeoKeys, key: number): readonly Method[] {
  if (key !== POLAR_STEREOGRAPHIC.key) return METHODS.filter((method) => method.key === key);
  const latitude = Math.abs(keys.number(KEY.originLatitude) ?? Number.NaN);
  const isAtPole = Math.abs(latitude - POLE) < POLE_TOLERANCE;
  return [isAtPole ? POLAR_STEREOGRAPHIC.atPole : POLAR_STEREOGRAPHIC.atParallel];
}

function fromKeys(keys: GeoKeys, { keys: candidates }: MethodParameter): number | null {
  for (const key of candidates) {
    const value = keys.number(key);
    if (value !== null) return value;
  }
  return null;
}

/** All parameters of a method with their values, or the name of one that nothing tells. */
export function valuesOf(
  parameters: readonly MethodParameter[],
  units: Units,
  find: (parameter: MethodParameter) => number | null,
): readonly ParameterValue[] | string {
  const values: ParameterValue[] = [];
  for (const parameter of parameters) {
    const { name, code, kind, fallback } = parameter;
    const value = find(parameter) ?? fallback;
    if (value === undefined) return name;
    values.push({ name, code, kind, value, unit: kind === "angle" ? units.angle : units.length });
  }
  return values;
}

/** EPSG calls the projections of UTM 16001 … 16060 in the north and 16101 … 16160 in the south. */
function utmZone(projection: number): number | null {
  const zone = projection % 100;
  const isUtm = (projection > 16000 && projection <= 16060) || (projection > 16100 && projection <= 16160);
  return isUtm && zone >= 1 && zone <= 60 ? zone : null;
}

function utm(zone: number, isSouth: boolean): Conversion {
  const [method] = METHODS;
  const values = [0, zone * 6 - 183, 0.9996, 500_000, isSouth ? 10_000_000 : 0];
  const parameters = method!.parameters.map(({ name, code, kind }, index) => ({
    name,
    code,
    kind,
    value: values[index]!,
    unit: kind === "angle" ? DEGREE : METRE,
  }));
  return { method: method!, parameters };
}

function nameOf(keys: GeoKeys): string {
  const own = [keys.text(KEY.projectedCitation), keys.text(KEY.citation)].find(
    (text) => text !== null && text !== "" && !text.startsWith("ESRI PE String"),
  );
  return own?.replace(/^PCS Name = /, "").split("|", 1)[0] ?? "unknown";
}
