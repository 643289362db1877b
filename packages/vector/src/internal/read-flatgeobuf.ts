import type { Bounds } from "@undercoat/raster";
import { ByteBuffer } from "flatbuffers";
import { Feature as FeatureTable } from "flatgeobuf/lib/mjs/flat-geobuf/feature.js";
import { parseProperties } from "flatgeobuf/lib/mjs/generic/feature.js";
import { isVectorError, VectorError } from "../errors.ts";
import type { Feature } from "../feature.ts";
import { FileCursor } from "./file-cursor.ts";
import { flatGeometry } from "./flatgeobuf-geometry.ts";
import { damaged, type FlatHeader, NODE_BYTES, readHeader } from "./flatgeobuf-header.ts";
import type { OpenRequest, Pass, Reading } from "./reading.ts";

const LARGEST_FEATURE = 2 ** 28;
const SIZE_BYTES = 4;

/**
 * A FlatGeobuf file. Its header is read and checked at once, its features one by one; with bounds, through its index.
 *
 * @throws {VectorError} `BROKEN_STRUCTURE`, `FORMAT_UNSUPPORTED`, `CRS_UNUSABLE`, `FILE_UNREADABLE`
 */
export async function flatGeobufReading(name: string, _: OpenRequest): Promise<Reading> {
  const cursor = await FileCursor.open(name);
  const header = await readHeader(cursor).finally(() => cursor.close());
  const { featuresCount, index } = header;
  const isCounted = featuresCount > 0 || header.featuresAt === cursor.size;
  return {
    format: "flatgeobuf",
    crs: header.crs,
    fallbackCrs: { kind: "unknown" },
    featureCount: isCounted ? featuresCount : null,
    notes: index === null ? ["it has no index: with bounds, all features are looked at"] : [],
    features: (pass) => features(name, header, pass),
  };
}

async function* features(name: string, header: FlatHeader, pass: Pass): AsyncGenerator<Feature> {
  const cursor = await FileCursor.open(name);
  try {
    const places =
      pass.bounds === undefined || header.index === null
        ? inOrder(cursor, header)
        : await found(cursor, header, pass.bounds);
    for await (const { number, at } of places) {
      pass.signal?.throwIfAborted();
      cursor.seek(at);
      const value = await featureAt(cursor, header, number);
      const feature = pass.tally.checked(value, { file: name, number, isLonLat: pass.isLonLat });
      if (feature !== null) yield feature;
    }
  } finally {
    await cursor.close();
  }
}

interface Place {
  /** From 1. */
  readonly number: number;
  readonly at: number;
}

/** Each feature ends where the reader stands when the next one is asked for. */
async function* inOrder(
  cursor: FileCursor,
  { featuresAt, featuresCount }: FlatHeader,
): AsyncGenerator<Place> {
  let number = 0;
  cursor.seek(featuresAt);
  while (cursor.left > 0) {
    number += 1;
    yield { number, at: cursor.at };
  }
  if (featuresCount > 0 && number !== featuresCount)
    throw damaged(cursor.name, `its header announces ${featuresCount} features, but ${number} are there`);
}

/** Features whose box touches `bounds`, in the order of the file. */
async function found(cursor: FileCursor, header: FlatHeader, bounds: Bounds): Promise<Place[]> {
  const places: Place[] = [];
  const { index, featuresAt } = header;
  const levels = index?.levels ?? [];
  const nodeSize = header.meta.indexNodeSize;
  let nodes = [0];
  for (let level = levels.length - 1; level >= 0; level -= 1) {
    const [, to = 0] = levels[level] ?? [];
    const next: number[] = [];
    for (const first of nodes) {
      const count = level === levels.length - 1 ? 1 : Math.min(nodeSize, to - first);
      cursor.seek((index?.at ?? 0) + first * NODE_BYTES);
      const view = new DataView((await cursor.take(count * NODE_BYTES)).buffer);
      for (let at = 0; at < count; at += 1) {
        const pointer = Number(view.getBigUint64(at * NODE_BYTES + 32, true));
        if (!touches(view, at * NODE_BYTES, bounds)) continue;
        if (level === 0)
          places.push({ number: first + at - (levels[0]?.[0] ?? 0) + 1, at: featuresAt + pointer });
        else next.push(inLevel(cursor.name, pointer, levels[level - 1]));
      }
    }
    nodes = next;
  }
  return places;
}

function inLevel(name: string, node: number, [from, to]: readonly [number, number] = [0, 0]): number {
  if (node >= from && node < to) return node;
  throw damaged(name, `its index points to node ${node}, but ${from} to ${to - 1} were expected`);
}

function touches(view: DataView, at: number, { xMin, yMin, xMax, yMax }: Bounds): boolean {
  const box = [0, 8, 16, 24].map((offset) => view.getFloat64(at + offset, true));
  const [left = 0, bottom = 0, right = 0, top = 0] = box;
  return left <= xMax && right >= xMin && bottom <= yMax && top >= yMin;
}

/** The feature as a GeoJSON value. It gets a buffer of its own, since its numbers are read in place. */
async function featureAt(cursor: FileCursor, header: FlatHeader, number: number): Promise<unknown> {
  const { name } = cursor;
  const at = cursor.at;
  if (cursor.left < SIZE_BYTES)
    throw damaged(name, `feature ${number} begins ${cursor.left} bytes before the end`);
  const size = new DataView((await cursor.take(SIZE_BYTES)).buffer).getUint32(0, true);
  if (size === 0 || size > LARGEST_FEATURE || size > cursor.left)
    throw damaged(
      name,
      `feature ${number} announces ${size} bytes, but ${Math.min(cursor.left, LARGEST_FEATURE)} are possible`,
    );
  cursor.seek(at);
  const bytes = await cursor.take(SIZE_BYTES + size);
  try {
    return tableValue(FeatureTable.getSizePrefixedRootAsFeature(new ByteBuffer(bytes)), header, size);
  } catch (cause) {
    const words = isVectorError(cause) || cause instanceof Error ? cause.message : String(cause);
    throw damaged(name, `feature ${number}: ${words.replace(/\s+/g, " ").slice(0, 160)}`, cause);
  }
}

function tableValue(table: FeatureTable, { columns, geometryType }: FlatHeader, size: number): unknown {
  if (columns.length === 0 && table.columnsLength() > 0)
    throw new VectorError("BROKEN_STRUCTURE", {
      message: "its columns are its own, which is not read; write the file anew",
    });
  const geometry = table.geometry();
  const missing = Object.fromEntries(columns.map(({ name }) => [name, null]));
  return {
    type: "Feature",
    properties: { ...missing, ...parseProperties(table, [...columns]) },
    geometry: geometry === null ? null : flatGeometry(geometry, geometryType, size),
  };
}
