import { parseCrs } from "@undercoat/projections";
import type { Crs } from "@undercoat/raster";
import { ByteBuffer } from "flatbuffers";
import type { ColumnMeta } from "flatgeobuf/lib/mjs/column-meta.js";
import { fromByteBuffer, type HeaderMeta } from "flatgeobuf/lib/mjs/header-meta.js";
import { VectorError } from "../errors.ts";
import type { FileCursor } from "./file-cursor.ts";

/** First bytes of a file of version 3. */
export const MAGIC: readonly number[] = [0x66, 0x67, 0x62, 0x03, 0x66, 0x67, 0x62];
const LARGEST_HEADER = 2 ** 24;
const MOST_COLUMN_TYPE = 14;
/** Bytes of a node of the index: a box and a place. */
export const NODE_BYTES = 40;

/** What stands before the features of a file. */
export interface FlatHeader {
  readonly columns: readonly ColumnMeta[];
  readonly geometryType: number;
  readonly featuresCount: number;
  readonly crs: Crs | null;
  /** Null where the file has no index. */
  readonly index: {
    readonly at: number;
    readonly levels: readonly (readonly [from: number, to: number])[];
  } | null;
  readonly featuresAt: number;
  readonly meta: HeaderMeta;
}

/**
 * Reads and checks the header of a FlatGeobuf file.
 *
 * @throws {VectorError} `BROKEN_STRUCTURE`, `FORMAT_UNSUPPORTED`
 */
export async function readHeader(cursor: FileCursor): Promise<FlatHeader> {
  const magic = await cursor.take(8);
  if (!MAGIC.every((byte, at) => magic[at] === byte)) throw otherVersion(cursor.name, magic[3] ?? 0);
  const size = new DataView((await cursor.take(4)).buffer).getUint32(0, true);
  if (size === 0 || size > LARGEST_HEADER || size > cursor.left)
    throw damaged(cursor.name, `its header announces ${size} bytes, but ${cursor.left} are left`);
  cursor.seek(8);
  const meta = parsed(cursor.name, await cursor.take(size + 4));
  const { featuresCount, indexNodeSize, columns } = meta;
  const indexAt = cursor.at;
  if (indexNodeSize === 1)
    throw damaged(cursor.name, "the nodes of its index hold 1 child each, but 2 or more were expected");
  const levels = indexNodeSize > 0 && featuresCount > 0 ? indexLevels(featuresCount, indexNodeSize) : null;
  const nodes = levels?.[0]?.[1] ?? 0;
  const featuresAt = indexAt + nodes * NODE_BYTES;
  if (!(featuresAt <= cursor.size))
    throw damaged(
      cursor.name,
      `its index of ${featuresCount} features needs ${nodes * NODE_BYTES} bytes, but ${cursor.left} are left`,
    );
  return {
    columns: columns ?? [],
    geometryType: meta.geometryType,
    featuresCount,
    crs: crsOfMeta(cursor.name, meta),
    index: levels === null ? null : { at: indexAt, levels },
    featuresAt,
    meta,
  };
}

/** First and last node of every level, leaves first; the root is node 0. */
export function indexLevels(features: number, nodeSize: number): (readonly [from: number, to: number])[] {
  const counts = [features];
  do counts.push(Math.ceil((counts.at(-1) ?? 1) / nodeSize));
  while ((counts.at(-1) ?? 1) > 1);
  let to = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => {
    const level = [to - count, to] as const;
    to -= count;
    return level;
  });
}

function parsed(name: string, bytes: Uint8Array): HeaderMeta {
  try {
    const meta = fromByteBuffer(new ByteBuffer(bytes));
    const column = meta.columns?.find(({ type }) => !(type >= 0 && type <= MOST_COLUMN_TYPE));
    if (column === undefined && Number.isSafeInteger(meta.featuresCount)) return meta;
    throw damaged(name, `its header has a column or a count of features that cannot be`);
  } catch (cause) {
    if (cause instanceof VectorError) throw cause;
    throw damaged(
      name,
      `its header cannot be read (${String(cause).replace(/\s+/g, " ").slice(0, 120)})`,
      cause,
    );
  }
}

/** The code where there is one, else the WKT. Null where the file says nothing. */
function crsOfMeta(name: string, { crs }: HeaderMeta): Crs | null {
  if (crs === null) return null;
  const isEpsg = crs.org === null || crs.org === "" || crs.org.toUpperCase() === "EPSG";
  if (isEpsg && crs.code > 0) return { kind: "epsg", code: crs.code };
  if (crs.code_string) return crsOfText(name, `${crs.org ?? "EPSG"}:${crs.code_string}`, crs.wkt);
  return crs.wkt ? { kind: "wkt", wkt: crs.wkt } : { kind: "unknown" };
}

function crsOfText(name: string, text: string, wkt: string | null): Crs {
  try {
    return parseCrs(text);
  } catch (cause) {
    if (wkt) return { kind: "wkt", wkt };
    throw new VectorError("CRS_UNUSABLE", {
      message: `"${name}" names the CRS "${text}", but an EPSG code or WKT was expected; write it anew: ogr2ogr -a_srs EPSG:<code> out.fgb "${name}"`,
      context: { name, text },
      cause,
    });
  }
}

function otherVersion(name: string, version: number): VectorError {
  return new VectorError("FORMAT_UNSUPPORTED", {
    message: `"${name}" is FlatGeobuf of version ${version}, but version 3 was expected; write it anew: ogr2ogr -f FlatGeobuf out.fgb "${name}"`,
    context: { name, version },
  });
}

/** A FlatGeobuf file that contradicts itself. */
export function damaged(name: string, what: string, cause?: unknown): VectorError {
  return new VectorError("BROKEN_STRUCTURE", {
    message: `"${name}" is damaged FlatGeobuf: ${what}; get the file again, or write it anew from its source`,
    context: { name },
    cause,
  });
}
