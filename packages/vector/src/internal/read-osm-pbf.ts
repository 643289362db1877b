import { constants, inflateSync, zstdDecompressSync } from "node:zlib";
import { isVectorError, VectorError } from "../errors.ts";
import { FileCursor } from "./file-cursor.ts";
import { blockElements } from "./osm-block.ts";
import { brokenOsm, type OsmElement } from "./osm-element.ts";
import { osmReading } from "./osm-reading.ts";
import { type Field, fieldsOf } from "./protobuf.ts";
import type { OpenRequest, Reading } from "./reading.ts";

/** Limits that the format itself sets. */
const [LARGEST_HEADER, LARGEST_BLOB] = [64 * 1024, 32 * 2 ** 20];
const KNOWN = new Set(["OsmSchema-V0.6", "DenseNodes", "LocationsOnWays"]);
/** Fields of a Blob by their number. */
const [RAW, UNPACKED_SIZE, ZLIB, ZSTD] = [1, 2, 3, 7];
const PACKINGS: Readonly<Record<number, string>> = { 4: "LZMA", 5: "bzip2", 6: "LZ4" };

/**
 * An `.osm.pbf` file. Its header is read at once.
 *
 * @throws {VectorError} `BROKEN_STRUCTURE`, `FORMAT_UNSUPPORTED`, `FILE_UNREADABLE`
 */
export async function osmPbfReading(name: string, { mostNodes, signal }: OpenRequest): Promise<Reading> {
  for await (const { type, data } of blobs(name, signal)) {
    if (type !== "OSMHeader")
      throw brokenOsm(name, `it starts with a block "${type}", but "OSMHeader" was expected`);
    assertKnown(name, data);
    break;
  }
  return osmReading(name, "osm-pbf", { mostNodes, read: (again) => elements(name, again) });
}

async function* elements(name: string, signal?: AbortSignal): AsyncGenerator<Iterable<OsmElement>> {
  for await (const { type, data } of blobs(name, signal)) if (type === "OSMData") yield named(name, data); // blocks of other types may be passed over, says the format
}

function* named(name: string, data: Uint8Array): Generator<OsmElement> {
  try {
    yield* blockElements(data);
  } catch (cause) {
    throw isVectorError(cause, "BROKEN_STRUCTURE") ? brokenOsm(name, cause.message, cause) : cause;
  }
}

interface Block {
  readonly type: string;
  readonly data: Uint8Array;
}

async function* blobs(name: string, signal?: AbortSignal): AsyncGenerator<Block> {
  const cursor = await FileCursor.open(name);
  try {
    while (cursor.left > 0) {
      signal?.throwIfAborted();
      yield await nextBlock(cursor, name);
    }
  } catch (cause) {
    const isWire = isVectorError(cause, "BROKEN_STRUCTURE") && cause.context["name"] === undefined;
    throw isWire ? brokenOsm(name, cause.message, cause) : cause;
  } finally {
    await cursor.close();
  }
}

async function nextBlock(cursor: FileCursor, name: string): Promise<Block> {
  const take = async (size: number, most: number, what: string) => {
    if (size > most || size > cursor.left)
      throw brokenOsm(
        name,
        `at byte ${cursor.at} ${what} of ${size} bytes is announced, but ${Math.min(most, cursor.left)} are possible`,
      );
    return cursor.take(size);
  };
  const size = new DataView((await take(4, 4, "a size")).buffer).getUint32(0);
  const header = [...fieldsOf(await take(size, LARGEST_HEADER, "a header"))];
  const type = new TextDecoder().decode(header.find(({ field }) => field === 1)?.bytes);
  const dataSize = header.find(({ field }) => field === 3)?.value ?? -1;
  if (dataSize < 0) throw brokenOsm(name, `the block "${type}" before byte ${cursor.at} has no size`);
  const blob = [...fieldsOf(await take(dataSize, LARGEST_BLOB, "a block"))];
  return { type, data: type.startsWith("OSM") ? unpacked(name, blob) : new Uint8Array() };
}

function unpacked(name: string, blob: readonly Field[]): Uint8Array {
  const bytes = (wanted: number) => blob.find(({ field }) => field === wanted)?.bytes;
  const [raw, zlib, zstd] = [bytes(RAW), bytes(ZLIB), bytes(ZSTD)];
  if (raw !== undefined) return raw;
  const size = blob.find(({ field }) => field === UNPACKED_SIZE)?.value ?? LARGEST_BLOB;
  const options = { maxOutputLength: Math.max(1, Math.min(size, LARGEST_BLOB)) };
  try {
    if (zlib !== undefined) return inflateSync(zlib, options);
    if (zstd !== undefined)
      return zstdDecompressSync(zstd, { ...options, params: { [constants.ZSTD_d_windowLogMax]: 27 } });
  } catch (cause) {
    throw brokenOsm(
      name,
      `a block cannot be unpacked (${cause instanceof Error ? cause.message : String(cause)})`,
      cause,
    );
  }
  const packing = PACKINGS[blob.find(({ field }) => field in PACKINGS)?.field ?? 0] ?? "an unknown method";
  throw unsupported(name, `is packed by ${packing}`, "zlib, zstd or nothing");
}

function assertKnown(name: string, header: Uint8Array): void {
  const decoder = new TextDecoder();
  const required = [...fieldsOf(header)]
    .filter(({ field }) => field === 4)
    .map(({ bytes }) => decoder.decode(bytes));
  const unknown = required.filter((feature) => !KNOWN.has(feature));
  if (unknown.length > 0) throw unsupported(name, `needs "${unknown.join('", "')}"`, [...KNOWN].join(", "));
}

function unsupported(name: string, what: string, known: string): VectorError {
  return new VectorError("FORMAT_UNSUPPORTED", {
    message: `"${name}" ${what}, but only ${known} can be read; convert it: osmium cat -o out.osm.pbf "${name}" (a file with history: osmium time-filter)`,
    context: { name },
  });
}
