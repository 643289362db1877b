import { geostationary, METHODS, type Method, POLAR_STEREOGRAPHIC } from "./methods-table.ts";
import { valuesOf } from "./projected.ts";
import type { Geographic, Projected, Unit } from "./wkt2.ts";
import { DEGREE } from "./wkt2.ts";

/** A node of WKT: `NAME[value, …]`. */
export interface WktNode {
  readonly name: string;
  readonly values: readonly (WktNode | string | number)[];
}

const LONGEST = 10_000;
const DEEPEST = 20;

/** Names of datums in Esri's WKT that people know under another one. */
const DATUMS: Readonly<Record<string, readonly [name: string, code: number]>> = {
  d_wgs_1984: ["World Geodetic System 1984", 6326],
  wgs_1984: ["World Geodetic System 1984", 6326],
  d_north_american_1983: ["North American Datum 1983", 6269],
  d_north_american_1927: ["North American Datum 1927", 6267],
  d_etrs_1989: ["European Terrestrial Reference System 1989", 6258],
  d_european_1950: ["European Datum 1950", 6230],
  d_s_jtsk: ["System of the Unified Trigonometrical Cadastral Network", 6156],
};

/**
 * The projected system of an "ESRI PE String", which GDAL and ArcGIS write where the keys have no method for it:
 * a PROJCS in Esri's WKT or in GDAL's version 1. In words why not, where it cannot be read.
 *
 * @param known - The geographic system, where the keys name it; else that of the text counts.
 */
export function projectedOfEsriWkt(text: string, known: Geographic | null): Projected | string {
  const root = text.length > LONGEST ? null : parseWkt(text);
  if (root?.name !== "PROJCS") return "its Esri text is no PROJCS";
  const base = known ?? geographicOfNode(child(root, "GEOGCS"));
  const length = unitOf(child(root, "UNIT"));
  if (base === null || length === null) return "its Esri text has no ellipsoid or no unit";
  const projection = String(child(root, "PROJECTION")?.values[0] ?? "").toLowerCase();
  const given = new Map<string, number>();
  for (const node of root.values) {
    if (typeof node !== "object" || node.name !== "PARAMETER") continue;
    given.set(String(node.values[0]).toLowerCase(), Number(node.values[1]));
  }
  if (projection === "krovak" && (given.get("x_scale") !== -1 || given.get("xy_plane_rotation") !== 90))
    return 'its projection "krovak" is not the one with axes to the east and north';
  let reason = `its projection "${projection.slice(0, 60)}" is not known`;
  for (const method of methodsFor(projection, text)) {
    const values = valuesOf(method.parameters, { length, angle: DEGREE }, ({ esri }) => {
      const found = given.get(esri.find((name) => given.has(name)) ?? "");
      return found === undefined || !Number.isFinite(found) ? null : found;
    });
    if (typeof values !== "string") {
      return { name: words(String(root.values[0])), base, method, parameters: values, length };
    }
    reason = `"${method.name}" needs the parameter "${values}", which the Esri text does not tell`;
  }
  return reason;
}

function methodsFor(projection: string, text: string): readonly Method[] {
  const all = [...METHODS, POLAR_STEREOGRAPHIC.atParallel, geostationary(/\+sweep=x\b/.test(text))];
  return all.filter(({ esri }) => esri.includes(projection));
}

function geographicOfNode(node: WktNode | null): Geographic | null {
  const datum = node === null ? null : child(node, "DATUM");
  const spheroid = datum === null ? null : child(datum, "SPHEROID");
  const meridian = node === null ? null : child(node, "PRIMEM");
  const angle = node === null ? null : unitOf(child(node, "UNIT"));
  const [name, semiMajor, inverseFlattening] = spheroid?.values ?? [];
  if (node === null || datum === null || angle === null || !(Number(semiMajor) > 0)) return null;
  const datumName = String(datum.values[0]);
  const [known, code] = DATUMS[datumName.toLowerCase()] ?? [words(datumName.replace(/^D_/, "")), null];
  return {
    name: words(String(node.values[0]).replace(/^GCS_/, "")),
    code: null,
    datum: { name: known, code },
    ellipsoid: {
      name: words(String(name)),
      semiMajor: Number(semiMajor),
      inverseFlattening: Number(inverseFlattening) || 0,
    },
    primeMeridian: {
      name: words(String(meridian?.values[0] ?? "Greenwich")),
      longitude: (Number(meridian?.values[1] ?? 0) * angle.size) / DEGREE.size,
    },
    angle: isDegree(angle) ? DEGREE : angle,
    toWgs84: null,
  };
}

function isDegree({ size }: Unit): boolean {
  return Math.abs(size / DEGREE.size - 1) < 1e-9;
}

function unitOf(node: WktNode | null): Unit | null {
  const size = Number(node?.values[1]);
  return size > 0 ? { name: words(String(node?.values[0])).toLowerCase(), size } : null;
}

function words(name: string): string {
  return name.replaceAll("_", " ").replaceAll('"', "");
}

function child({ values }: WktNode, name: string): WktNode | null {
  const found = values.find((value) => typeof value === "object" && value.name === name);
  return typeof found === "object" ? found : null;
}

const TOKEN = /\s*(?:"((?:[^"]|"")*)"|([A-Za-z_][\w]*)|([-+]?[\d.]+(?:[eE][-+]?\d+)?)|([[\](),]))/y;

/** The tree of a text, or null where it is no WKT. */
export function parseWkt(text: string): WktNode | null {
  TOKEN.lastIndex = 0;
  const next = () => TOKEN.exec(text);
  const node = (name: string, depth: number): WktNode | null => {
    const values: (WktNode | string | number)[] = [];
    if (depth > DEEPEST || next()?.[4] !== "[") return null;
    for (;;) {
      const [whole, string, word, number] = next() ?? [];
      if (whole === undefined) return null;
      if (string !== undefined) values.push(string.replaceAll('""', '"'));
      else if (number !== undefined) values.push(Number(number));
      else if (word !== undefined) {
        const at = TOKEN.lastIndex;
        if (next()?.[4] === "[") {
          TOKEN.lastIndex = at;
          const inner = node(word.toUpperCase(), depth + 1);
          if (inner === null) return null;
          values.push(inner);
        } else {
          TOKEN.lastIndex = at;
          values.push(word);
        }
      } else return null;
      const separator = next()?.[4];
      if (separator === "]") return { name, values };
      if (separator !== ",") return null;
    }
  };
  const root = next()?.[2];
  return root === undefined ? null : node(root.toUpperCase(), 0);
}
