import type { Method } from "../crs/methods-table.ts";
import { DEGREE, type Geographic, type ParameterValue, type Projected, type Unit } from "../crs/wkt2.ts";
import { TAGS } from "../tags.ts";
import { ascii, doubles, shorts, type TagValue } from "./tag-values.ts";

/** Keys of the GeoKeyDirectory with their values: a code, numbers, or a text. */
export type GeoKeyList = Map<number, number | readonly number[] | string>;

/** What stands for "as the other keys say" in place of a code. */
const USER_DEFINED = 32767;

const PIXEL_IS_AREA = 1;
const GREENWICH = 0;

/** Codes of units by their size in metres or radians. */
const LENGTH_CODES: readonly (readonly [code: number, size: number])[] = [
  [9001, 1],
  [9002, 0.3048],
  [9003, 12 / 39.37],
  [9036, 1000],
];
const ANGLE_CODES: readonly (readonly [code: number, size: number])[] = [
  [9102, Math.PI / 180],
  [9105, Math.PI / 200],
  [9101, 1],
  [9104, Math.PI / 648000],
];

/** The keys of a system with a code. */
export function codeKeys(code: number, isGeographic: boolean): GeoKeyList {
  return new Map([
    [1024, isGeographic ? 2 : 1],
    [1025, PIXEL_IS_AREA],
    [isGeographic ? 2048 : 3072, code],
  ]);
}

/** The keys of a geographic system (OGC GeoTIFF 1.1, annex B). */
export function geographicKeys(system: Geographic): GeoKeyList {
  return new Map<number, number | readonly number[] | string>([
    [1024, 2],
    [1025, PIXEL_IS_AREA],
    [1026, system.name],
    ...baseKeys(system),
  ]);
}

/** The keys of a projected system, its lengths in its own unit and its angles in degrees. */
export function projectedKeys(system: Projected & { readonly method: Method }): GeoKeyList {
  const { name, base, method, parameters, length } = system;
  const keys: GeoKeyList = new Map<number, number | readonly number[] | string>([
    [1024, 1],
    [1025, PIXEL_IS_AREA],
    [1026, name],
    ...baseKeys({ ...base, angle: DEGREE }),
    [3072, USER_DEFINED],
    [3073, name],
    [3074, USER_DEFINED],
    [3075, method.key ?? USER_DEFINED],
    ...unitKeys(length, { codes: LENGTH_CODES, key: 3076, sizeKey: 3077 }),
  ]);
  for (const [index, parameter] of parameters.entries()) {
    const [key] = method.parameters[index]!.keys;
    if (key !== undefined) keys.set(key, [inUnit(parameter, length)]);
  }
  return keys;
}

function inUnit({ kind, value, unit }: ParameterValue, length: Unit): number {
  if (kind === "scale") return value;
  const target = kind === "angle" ? DEGREE.size : length.size;
  return isSame(unit.size, target) ? value : (value * unit.size) / target;
}

type Entry = readonly [key: number, value: number | readonly number[] | string];

function baseKeys({ name, code, datum, ellipsoid, primeMeridian, angle, toWgs84 }: Geographic): Entry[] {
  const shift: Entry[] = toWgs84 === null ? [] : [[2062, toWgs84]];
  const units = unitKeys(angle, { codes: ANGLE_CODES, key: 2054, sizeKey: 2055 });
  if (code !== null) return [[2048, code], ...units, ...shift];
  const citation = [
    `GCS Name = ${plain(name)}`,
    `Datum = ${plain(datum.name)}`,
    `Ellipsoid = ${plain(ellipsoid.name)}`,
    `Primem = ${plain(primeMeridian.name)}`,
  ];
  const { semiMajor, inverseFlattening } = ellipsoid;
  const longitude = (primeMeridian.longitude * DEGREE.size) / angle.size;
  return [
    [2048, USER_DEFINED],
    [2049, `${citation.join("|")}|`],
    [2050, datum.code ?? USER_DEFINED],
    ...(primeMeridian.longitude === GREENWICH
      ? []
      : ([
          [2051, USER_DEFINED],
          [2061, [longitude]],
        ] as const)),
    ...units,
    [2056, USER_DEFINED],
    [2057, [semiMajor]],
    inverseFlattening === 0 ? [2058, [semiMajor]] : [2059, [inverseFlattening]],
    ...shift,
  ];
}

interface UnitKeys {
  readonly codes: readonly (readonly [code: number, size: number])[];
  readonly key: number;
  readonly sizeKey: number;
}

function unitKeys({ size }: Unit, { codes, key, sizeKey }: UnitKeys): Entry[] {
  const known = codes.find(([, found]) => isSame(found, size));
  if (known !== undefined) return [[key, known[0]]];
  return [
    [key, USER_DEFINED],
    [sizeKey, [size]],
  ];
}

function isSame(one: number, other: number): boolean {
  return Math.abs(one / other - 1) < 1e-9;
}

/** The tags that hold the keys, in ascending order as the standard wants. */
export function geoKeyTags(keys: GeoKeyList): [number, TagValue][] {
  const numbers: number[] = [];
  let texts = "";
  const sorted = [...keys].sort(([one], [other]) => one - other);
  const entries = sorted.flatMap(([key, value]) => {
    if (typeof value === "number") return [key, 0, 1, value];
    if (typeof value === "string") {
      const text = `${value.endsWith("|") ? value : plain(value)}|`;
      texts += text;
      return [key, TAGS.GeoAsciiParams, text.length, texts.length - text.length];
    }
    numbers.push(...value);
    return [key, TAGS.GeoDoubleParams, value.length, numbers.length - value.length];
  });
  return [
    [TAGS.GeoKeyDirectory, shorts([1, 1, 0, keys.size, ...entries])],
    ...(numbers.length > 0 ? ([[TAGS.GeoDoubleParams, doubles(numbers)]] as [number, TagValue][]) : []),
    ...(texts !== "" ? ([[TAGS.GeoAsciiParams, ascii(texts)]] as [number, TagValue][]) : []),
  ];
}

/** The tag holds ASCII, and a bar ends a text in it. */
function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7e]/g, "?")
    .replaceAll("|", "/");
}
