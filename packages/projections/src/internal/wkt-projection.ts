import { crsNamed, unsupported } from "./unsupported.ts";
import { METHODS, type Method, PARAMETERS, TAKEN } from "./wkt-methods-table.ts";
import { child, nameOf, numberOf, type WktNode } from "./wkt-tree.ts";

const DEGREES = 180 / Math.PI;
const ANGLES = new Set(["lat_0", "lon_0", "lonc", "lat_1", "lat_2", "lat_ts", "alpha", "gamma", "turn"]);
const LENGTHS = new Set(["x_0", "y_0"]);
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  lcc: ["lat_1"],
  aea: ["lat_1"],
  eqdc: ["lat_1"],
};
const SAME = 1e-9;

type Values = Readonly<Record<string, number>>;

/**
 * The projection of a projected system as PROJ writes it, without its datum.
 *
 * @throws {ProjectionError} `CRS_UNSUPPORTED` for a method or a parameter that was not compared with PROJ.
 */
export function projectionOf(node: WktNode, base: WktNode, name: string): string {
  const holder = child(node, "CONVERSION") ?? node;
  const title = nameOf(child(holder, "METHOD", "PROJECTION"));
  const method = methodOf(node, title);
  if (method === undefined)
    throw unsupported(
      crsNamed(name),
      `its projection "${title}" is not among those that were compared with PROJ`,
    );
  const units = {
    length: lengthUnit(node, name),
    angle: unitFactor(child(base, "ANGLEUNIT", "UNIT"), 1 / DEGREES, name),
  };
  const values = valuesOf(holder, method, { name, units });
  const [proj = "", ...always] = method.proj.split(" ");
  const shaped = shape(method, values, name);
  const own = shaped.proj ?? proj;
  assertTaken(own, shaped.values, name);
  const parts = [
    `proj=${own}`,
    ...(own === proj ? always : []),
    ...Object.entries(shaped.values).map(([key, value]) => `${key}=${value}`),
    ...missingZeros(shaped.values, always),
    ...axisOf(node, { name, values, form: method.form }),
    units.length === 1 ? "units=m" : `to_meter=${units.length}`,
  ];
  return parts.map((part) => `+${part}`).join(" ");
}

function assertTaken(proj: string, values: Values, name: string): void {
  for (const key of NEEDED[proj] ?? [])
    if (values[key] === undefined)
      throw unsupported(crsNamed(name), "its projection has no standard parallel");
  const taken = new Set([...(TAKEN[proj] ?? "").split(" "), "x_0", "y_0"]);
  for (const [key, value] of Object.entries(values))
    if (!taken.has(key) && value !== (key === "k" ? 1 : 0))
      throw unsupported(
        crsNamed(name),
        `proj4js does not take "${key}" = ${value} for the projection "${proj}"`,
      );
}

/** GDAL's WKT1 writes Web Mercator as a Mercator, and what it really is as an extension. */
function methodOf(node: WktNode, title: string): Method | undefined {
  const extension = node.nodes.find(
    ({ keyword, values }) => keyword === "EXTENSION" && values[0] === "PROJ4",
  );
  if (extension === undefined) return METHODS[title.toLowerCase().replace(/[^a-z0-9]/g, "")];
  return /\+proj=merc .*\+a=6378137(?:\.0)? .*\+b=6378137(?:\.0)? /.test(String(extension.values[1]))
    ? METHODS["popularvisualisationpseudomercator"]
    : undefined;
}

interface Reading {
  readonly name: string;
  readonly units: { readonly length: number; readonly angle: number };
}

function valuesOf(holder: WktNode, method: Method, { name, units }: Reading): Values {
  const values: Record<string, number> = {};
  for (const node of holder.nodes.filter(({ keyword }) => keyword === "PARAMETER")) {
    const plain = nameOf(node)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, "");
    const key = method.parameters?.[plain] ?? PARAMETERS[plain];
    const unit = child(node, "LENGTHUNIT", "ANGLEUNIT", "SCALEUNIT", "UNIT");
    const own = unit === undefined ? null : numberOf(unit);
    if (key === undefined) throw unsupported(crsNamed(name), `its parameter "${nameOf(node)}" is not known`);
    const factor = ANGLES.has(key)
      ? (own ?? units.angle) * DEGREES
      : (own ?? (LENGTHS.has(key) ? units.length : 1));
    const value = numberOf(node) * factor;
    if (!Number.isFinite(value))
      throw unsupported(crsNamed(name), `its parameter "${nameOf(node)}" is no number`);
    values[key] = Number(value.toPrecision(15));
  }
  return values;
}

interface Shaped {
  readonly values: Values;
  readonly proj?: string;
}

/** What dialects write in their own way. */
function shape({ form }: Method, values: Values, name: string): Shaped {
  const { lat_0 = 0, lat_ts = 0, k = 1 } = values;
  const must = (holds: boolean, what: string) => {
    if (!holds) throw unsupported(crsNamed(name), what);
  };
  if (form === "one-parallel") return { values: { ...values, lat_1: lat_0 } };
  if (form === "esri-conic") {
    must(values["lat_2"] === undefined || k === 1, "it has two standard parallels and a scale");
    return { values };
  }
  if (form === "polar-a" || (form === "polar-wkt1" && isPole(lat_0))) {
    must(isPole(lat_0), `its pole is at latitude ${lat_0}`);
    return { values };
  }
  if (form === "polar-wkt1" || form === "polar-b")
    return { values: polarValues(form === "polar-b" ? lat_ts : lat_0, values, must) };
  if (form === "equator") {
    must(Math.abs(lat_0) < SAME, `its origin is at latitude ${lat_0}, 0 was expected`);
    return { values };
  }
  if (form === "krovak") return { values: krovakValues(values, must) };
  if (form === "swiss") return swiss(values);
  if (form === "web-mercator") {
    must((values["sphere"] ?? 0) === 0, "its sphere is not that of Web Mercator");
    const { sphere: _, lat_ts: parallel = 0, ...rest } = values;
    must(Math.abs(parallel) < SAME && Math.abs(lat_0) < SAME, "its parallel is not the equator");
    return { values: { ...rest, R: 6378137 } };
  }
  return { values };
}

function isPole(latitude: number): boolean {
  return Math.abs(Math.abs(latitude) - 90) < SAME;
}

type Must = (holds: boolean, what: string) => void;

function polarValues(parallel: number, { lat_0: _, lat_ts: __, k = 1, ...rest }: Values, must: Must): Values {
  must(k === 1, `it has a standard parallel and the scale ${k}`);
  must(Math.abs(parallel) > 0, "its standard parallel is the equator");
  const pole = Math.sign(parallel) * 90;
  return isPole(parallel) ? { ...rest, lat_0: pole } : { ...rest, lat_0: pole, lat_ts: parallel };
}

/** proj4js computes the cone of Czechoslovakia only. */
function krovakValues(
  { alpha = 30.2881397527, lat_1 = 78.5, turn = 90, ...values }: Values,
  must: Must,
): Values {
  const { x_scale = -1, y_scale = 1, ...rest } = values;
  const isKnown = Math.abs(alpha - 30.288139752) < 1e-5 && Math.abs(lat_1 - 78.5) < SAME;
  must(
    isKnown && x_scale === -1 && y_scale === 1 && Math.abs(turn - 90) < SAME,
    "its cone is not that of S-JTSK",
  );
  return rest;
}

function swiss(values: Values): Shaped {
  const { alpha = 0, gamma = alpha, lonc = 0, ...rest } = values;
  const isSwiss = Math.abs(alpha - 90) < SAME && Math.abs(gamma - 90) < SAME;
  return isSwiss ? { proj: "somerc", values: { ...rest, lon_0: lonc } } : { values: { ...values, gamma } };
}

function missingZeros(values: Values, always: readonly string[]): string[] {
  const has = (key: string) => values[key] !== undefined || always.some((part) => part.startsWith(`${key}=`));
  return ["lat_0", "x_0", "y_0"].filter((key) => !has(key)).map((key) => `${key}=0`);
}

interface Axes {
  readonly name: string;
  readonly values: Values;
  readonly form: Method["form"];
}

/** PROJ swaps north before east only; other orders stay as the authority has them. */
function axisOf(node: WktNode, { name, values, form }: Axes): string[] {
  const axes = node.nodes.filter(({ keyword }) => keyword === "AXIS").slice(0, 2);
  const said = axes.map((axis) => String(axis.values[1] ?? "").toLowerCase()).join(" ");
  const ways = said === "" && form === "south" ? "west south" : said;
  if (ways === "" && form === "krovak" && values["x_scale"] === undefined)
    throw unsupported(
      crsNamed(name),
      "it does not say whether its axes point to east and north, or to south and west",
    );
  if (["", "east north", "north east", "south south", "north north"].includes(ways)) return [];
  const isPlain = (values["x_0"] ?? 0) === 0 && (values["y_0"] ?? 0) === 0;
  if (ways === "west south" && isPlain) return ["axis=wsu"];
  if (ways === "south west" && isPlain) return ["axis=swu"];
  const found = ways.replace(" ", " and ");
  throw unsupported(crsNamed(name), `its axes point to ${found}, east and north were expected`);
}

function lengthUnit(node: WktNode, name: string): number {
  const axis = child(node, "AXIS");
  return unitFactor(
    child(node, "LENGTHUNIT", "UNIT") ?? (axis && child(axis, "LENGTHUNIT", "UNIT")),
    1,
    name,
  );
}

/** A unit that is not said is the usual one; one that is no number is not. */
function unitFactor(unit: WktNode | undefined, usual: number, name: string): number {
  const factor = unit === undefined ? usual : numberOf(unit);
  if (factor > 0 && factor < Number.POSITIVE_INFINITY) return factor;
  throw unsupported(crsNamed(name), `its unit "${nameOf(unit)}" is ${factor}, a number above 0 was expected`);
}
