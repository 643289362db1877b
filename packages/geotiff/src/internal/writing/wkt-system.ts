import { parseWkt, type WktNode } from "../crs/esri-wkt.ts";
import { METHODS, type Method, POLAR_STEREOGRAPHIC } from "../crs/methods-table.ts";
import {
  DEGREE,
  type Geographic,
  METRE,
  type ParameterValue,
  type Projected,
  type Unit,
} from "../crs/wkt2.ts";

/** A system that the keys of a GeoTIFF can describe. */
export type WktSystem =
  | { readonly kind: "code"; readonly code: number }
  | { readonly kind: "geographic"; readonly system: Geographic }
  | { readonly kind: "projected"; readonly system: Projected & { readonly method: Method } };

/** The system of a WKT2 text (ISO 19162), or in words why the keys of a GeoTIFF cannot hold it. */
export function systemOfWkt(wkt: string): WktSystem | string {
  const root = parseWkt(wkt);
  if (root === null) return "its text is no WKT";
  const isBound = root.name === "BOUNDCRS";
  const inner = isBound ? (child(root, ["SOURCECRS"])?.values[0] ?? root) : root;
  if (typeof inner !== "object") return "its text is no WKT2";
  const toWgs84 = isBound ? shiftOf(root) : null;
  if (typeof toWgs84 === "string") return toWgs84;
  if (["GEOGCRS", "GEOGRAPHICCRS", "GEODCRS", "GEODETICCRS"].includes(inner.name)) {
    return geographicSystem(inner, toWgs84);
  }
  if (["PROJCRS", "PROJECTEDCRS"].includes(inner.name)) return projectedSystem(inner, toWgs84);
  return `a ${inner.name} is neither a geographic nor a projected system of WKT2`;
}

function geographicSystem(node: WktNode, toWgs84: readonly number[] | null): WktSystem | string {
  const code = codeOf(node);
  if (code !== null && toWgs84 === null) return { kind: "code", code };
  const unit = unitOf(node) ?? unitOf(child(node, ["AXIS"])) ?? DEGREE;
  const system = geographicOf(node, { angle: unit, toWgs84 });
  return system === null ? "it tells no ellipsoid" : { kind: "geographic", system };
}

function projectedSystem(node: WktNode, toWgs84: readonly number[] | null): WktSystem | string {
  const code = codeOf(node);
  if (code !== null && toWgs84 === null) return { kind: "code", code };
  const baseNode = child(node, ["BASEGEOGCRS", "BASEGEODCRS"]);
  const base = baseNode === null ? null : geographicOf(baseNode, { angle: DEGREE, toWgs84 });
  if (base === null) return "it tells no ellipsoid";
  const conversion = child(node, ["CONVERSION"]);
  const method = methodOf(conversion === null ? null : child(conversion, ["METHOD", "PROJECTION"]));
  if (conversion === null || typeof method === "string") return String(method);
  const length = unitOf(node) ?? unitOf(child(node, ["AXIS"])) ?? METRE;
  const parameters = parametersOf(conversion, method);
  if (typeof parameters === "string") return parameters;
  return { kind: "projected", system: { name: nameOf(node), base, method, parameters, length } };
}

function methodOf(node: WktNode | null): Method | string {
  if (node === null) return "it tells no projection method";
  const [code, name] = [codeOf(node), nameOf(node)];
  const all = [...METHODS, POLAR_STEREOGRAPHIC.atPole, POLAR_STEREOGRAPHIC.atParallel];
  const plain = name.toLowerCase();
  const found = all.find((method) =>
    code !== null ? method.code === code : method.name.toLowerCase() === plain,
  );
  if (found !== undefined && found.key !== null) return found;
  return `the projection "${name}" has no key in a GeoTIFF`;
}

/** All parameters of the method; one that a GeoTIFF has no key for must not be lost. */
function parametersOf(conversion: WktNode, method: Method): readonly ParameterValue[] | string {
  const given = conversion.values.flatMap((value) =>
    typeof value === "object" && value.name === "PARAMETER" ? [value] : [],
  );
  const found: ParameterValue[] = [];
  for (const { name, code, kind, fallback } of method.parameters) {
    const node = given.find(
      (one) => codeOf(one) === code || nameOf(one).toLowerCase() === name.toLowerCase(),
    );
    const value = node === undefined ? fallback : Number(node.values[1]);
    if (value === undefined || !Number.isFinite(value))
      return `"${method.name}" needs the parameter "${name}"`;
    const usual = kind === "angle" ? DEGREE : METRE;
    found.push({ name, code, kind, value, unit: (node === undefined ? null : unitOf(node)) ?? usual });
  }
  const extra = given.find(
    (node) => !method.parameters.some(({ name, code }) => isParameter(node, name, code)),
  );
  return extra === undefined ? found : `"${method.name}" has no parameter "${nameOf(extra)}"`;
}

function isParameter(node: WktNode, name: string, code: number | null): boolean {
  return nameOf(node).toLowerCase() === name.toLowerCase() || (code !== null && codeOf(node) === code);
}

function geographicOf(
  node: WktNode,
  { angle, toWgs84 }: { angle: Unit; toWgs84: readonly number[] | null },
): Geographic | null {
  const datum = child(node, ["DATUM", "TRF", "GEODETICDATUM", "ENSEMBLE"]);
  const ellipsoid = datum === null ? null : child(datum, ["ELLIPSOID", "SPHEROID"]);
  if (datum === null || ellipsoid === null) return null;
  const [, semiMajor, inverseFlattening] = ellipsoid.values;
  const metres = Number(semiMajor) * (unitOf(ellipsoid)?.size ?? 1);
  if (!(metres > 0) || !(Number(inverseFlattening) >= 0)) return null;
  const meridian = child(node, ["PRIMEM", "PRIMEMERIDIAN"]) ?? child(datum, ["PRIMEM", "PRIMEMERIDIAN"]);
  const meridianUnit = (meridian === null ? null : unitOf(meridian)) ?? DEGREE;
  return {
    name: nameOf(node),
    code: codeOf(node),
    datum: { name: nameOf(datum), code: codeOf(datum) },
    ellipsoid: { name: nameOf(ellipsoid), semiMajor: metres, inverseFlattening: Number(inverseFlattening) },
    primeMeridian: {
      name: meridian === null ? "Greenwich" : nameOf(meridian),
      longitude: (Number(meridian?.values[1] ?? 0) * meridianUnit.size) / DEGREE.size,
    },
    angle,
    toWgs84,
  };
}

/** EPSG codes of the parameters of a shift, in the order of the key, and what turns them into its units. */
const SHIFT_PARAMETERS = [8605, 8606, 8607, 8608, 8609, 8610, 8611] as const;
const ARC_SECOND = Math.PI / 648000;
const GEOCENTRIC = 9603;
const POSITION_VECTOR = 9606;

function shiftOf(root: WktNode): readonly number[] | string {
  const shift = child(root, ["ABRIDGEDTRANSFORMATION"]);
  const method = shift === null ? null : child(shift, ["METHOD"]);
  const code = method === null ? null : codeOf(method);
  const target = child(root, ["TARGETCRS"])?.values[0];
  const isWgs84 = typeof target === "object" && (codeOf(target) === 4326 || nameOf(target) === "WGS 84");
  if (shift === null || !isWgs84 || (code !== GEOCENTRIC && code !== POSITION_VECTOR))
    return "its shift is not one to WGS 84 by three or seven numbers";
  const values = SHIFT_PARAMETERS.slice(0, code === GEOCENTRIC ? 3 : 7).map((wanted, index) => {
    const node = shift.values.find((value) => typeof value === "object" && codeOf(value) === wanted);
    if (typeof node !== "object") return Number.NaN;
    const size = unitOf(node)?.size ?? 1;
    const value = Number(node.values[1]);
    if (index < 3) return value * size;
    if (index < 6) return (value * size) / ARC_SECOND;
    return size === 1 ? (value - 1) * 1e6 : value * size * 1e6; // a factor, or its difference to 1
  });
  return values.every(Number.isFinite) ? values : "its shift to WGS 84 lacks a number";
}

function child({ values }: WktNode, names: readonly string[]): WktNode | null {
  const found = values.find((value) => typeof value === "object" && names.includes(value.name));
  return typeof found === "object" ? found : null;
}

function nameOf({ values }: WktNode): string {
  return String(values[0] ?? "unknown");
}

/** The EPSG code of a node that has one. */
function codeOf(node: WktNode): number | null {
  const [authority, code] = child(node, ["ID", "AUTHORITY"])?.values ?? [];
  const found = Number(code);
  return String(authority).toUpperCase() === "EPSG" && Number.isInteger(found) ? found : null;
}

function unitOf(node: WktNode | null): Unit | null {
  const found = node === null ? null : child(node, ["LENGTHUNIT", "ANGLEUNIT", "SCALEUNIT", "UNIT"]);
  const size = Number(found?.values[1]);
  return found !== null && size > 0 ? { name: nameOf(found), size } : null;
}
