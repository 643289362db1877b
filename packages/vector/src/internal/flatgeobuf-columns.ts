import type { ColumnMeta } from "flatgeobuf/lib/mjs/column-meta.js";
import { ColumnType } from "flatgeobuf/lib/mjs/flat-geobuf/column-type.js";
import type { Properties } from "../feature.ts";

const INT_32 = 2 ** 31;
/** Types that hold all values of another one. */
const WIDER: Readonly<Record<number, readonly ColumnType[]>> = {
  [ColumnType.Int]: [ColumnType.Long, ColumnType.Double],
  [ColumnType.Long]: [ColumnType.Double],
};

/** Columns that hold the properties of all features; values of several kinds become JSON. */
export function columnsOf(all: readonly Properties[]): ColumnMeta[] {
  const types = new Map<string, ColumnType | null>();
  for (const properties of all) {
    for (const [name, value] of Object.entries(properties)) {
      const before = types.get(name) ?? null;
      const type = typeOf(value);
      types.set(name, before === null || type === null ? (before ?? type) : commonType(before, type));
    }
  }
  return [...types].map(([name, type]) => ({
    name,
    type: type ?? ColumnType.String,
    title: null,
    description: null,
    width: -1,
    precision: -1,
    scale: -1,
    nullable: true,
    unique: false,
    primary_key: false,
  }));
}

function typeOf(value: unknown): ColumnType | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return ColumnType.Bool;
  if (typeof value === "string") return ColumnType.String;
  if (value instanceof Uint8Array) return ColumnType.Binary;
  if (typeof value !== "number") return ColumnType.Json;
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) return ColumnType.Double;
  return value >= -INT_32 && value < INT_32 ? ColumnType.Int : ColumnType.Long;
}

function commonType(a: ColumnType, b: ColumnType): ColumnType {
  if (a === b || WIDER[b]?.includes(a)) return a;
  return WIDER[a]?.includes(b) ? b : ColumnType.Json;
}
