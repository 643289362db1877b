import { GeoTiffError } from "../../errors.ts";
import { type Directory, readDoubles, readText, readUnsigned } from "../directory.ts";

/** Tags in which the values of keys lie. */
const DOUBLES = 34736;
const TEXTS = 34737;

/** What the keys of a GeoTIFF say; every lookup gives null where a key is absent or of another kind. */
export interface GeoKeys {
  has(key: number): boolean;
  /** The short number of a key: a code. */
  code(key: number): number | null;
  /** The first floating-point number of a key. */
  number(key: number): number | null;
  numbers(key: number): readonly number[] | null;
  text(key: number): string | null;
}

interface Entry {
  readonly location: number;
  readonly count: number;
  readonly value: number;
}

/** @throws {GeoTiffError} `BROKEN_GEOREFERENCE` */
export async function readGeoKeys(directory: Directory): Promise<GeoKeys> {
  const entries = entriesOf(directory, (await readUnsigned(directory, "GeoKeyDirectory")) ?? []);
  const doubles = (await readDoubles(directory, "GeoDoubleParams")) ?? [];
  const texts = (await readText(directory, "GeoAsciiParams")) ?? "";
  const numbers = (key: number) => {
    const entry = entries.get(key);
    if (entry?.location !== DOUBLES || entry.value + entry.count > doubles.length) return null;
    return doubles.slice(entry.value, entry.value + entry.count);
  };
  return {
    has: (key) => entries.has(key),
    code(key) {
      const entry = entries.get(key);
      return entry?.location === 0 ? entry.value : null; // else the value lies in another tag and is no code
    },
    number: (key) => numbers(key)?.find(Number.isFinite) ?? null,
    numbers,
    text(key) {
      const entry = entries.get(key);
      if (entry?.location !== TEXTS) return null;
      return plain(texts.slice(entry.value, entry.value + entry.count));
    },
  };
}

function entriesOf(directory: Directory, values: readonly number[]): ReadonlyMap<number, Entry> {
  const entries = new Map<number, Entry>();
  if (values.length === 0) return entries;
  const count = values[3] ?? 0;
  if (values.length < 4 + 4 * count || values.length < 4) {
    const { name } = directory.tiff.source;
    throw new GeoTiffError("BROKEN_GEOREFERENCE", {
      message:
        `"${name}": tag GeoKeyDirectory claims ${count} keys, but holds ${values.length} numbers; ` +
        `set it anew: gdal_edit.py -a_srs EPSG:<code> "${name}"`,
      context: { name, count, numbers: values.length },
    });
  }
  for (let at = 4; at < 4 + 4 * count; at += 4) {
    const [key = 0, location = 0, length = 0, value = 0] = values.slice(at, at + 4);
    if (!entries.has(key)) entries.set(key, { location, count: length, value });
  }
  return entries;
}

/** Texts end in a bar; they come from strangers and end in messages. */
function plain(text: string): string {
  return text.replace(/\|+$/, "").replace(/\p{Cc}/gu, "\uFFFD");
}
