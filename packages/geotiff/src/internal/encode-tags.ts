import { GeoTiffError } from "../errors.ts";
import { TAGS } from "./tags.ts";

/** One tag's values as little-endian bytes. */
export interface TagValue {
  readonly type: number;
  readonly count: number;
  readonly bytes: Uint8Array;
}

const HEADER = 8;

/** Whole numbers of 16 bits. */
export function shorts(values: readonly number[]): TagValue {
  return { type: 3, count: values.length, bytes: new Uint8Array(Uint16Array.from(values).buffer) };
}

/** Whole numbers of 32 bits. */
export function longs(values: readonly number[]): TagValue {
  return { type: 4, count: values.length, bytes: new Uint8Array(Uint32Array.from(values).buffer) };
}

/** Floating-point numbers of 64 bits. */
export function doubles(values: readonly number[]): TagValue {
  return { type: 12, count: values.length, bytes: new Uint8Array(Float64Array.from(values).buffer) };
}

/** Text as UTF-8 with its final NUL. */
export function ascii(text: string): TagValue {
  const bytes = new TextEncoder().encode(`${text}\0`);
  return { type: 2, count: bytes.length, bytes };
}

/** Header, directory, values, tiles: the bytes of a classic little-endian TIFF. */
export function layOut(tags: ReadonlyMap<number, TagValue>, tiles: readonly Uint8Array[]): Uint8Array {
  const lengths = tiles.map((tile) => tile.length);
  const first = HEADER + directorySize(withTiles(tags, lengths, lengths));
  let next = first;
  const offsets = lengths.map((length) => {
    const offset = next;
    next += length + (length % 2); // values begin at even offsets
    return offset;
  });
  if (next >= 2 ** 32) {
    throw new GeoTiffError("NOT_WRITABLE", {
      message: `the GeoTIFF would have ${next} bytes, a classic TIFF holds ${2 ** 32 - 1}; write it in parts`,
      context: { bytes: next },
    });
  }
  const file = new Uint8Array(next);
  writeDirectoryInto(file, withTiles(tags, offsets, lengths));
  for (const [index, tile] of tiles.entries()) file.set(tile, offsets[index]!);
  return file;
}

/** The tags in the order that TIFF wants: ascending. */
function withTiles(
  tags: ReadonlyMap<number, TagValue>,
  offsets: readonly number[],
  lengths: readonly number[],
) {
  const all = new Map(tags).set(TAGS.TileOffsets, longs(offsets)).set(TAGS.TileByteCounts, longs(lengths));
  return [...all].sort(([a], [b]) => a - b);
}

type Tags = readonly (readonly [tag: number, value: TagValue])[];

function directorySize(tags: Tags): number {
  return tags.reduce((sum, [, { bytes }]) => sum + outsideSize(bytes), 2 + tags.length * 12 + 4);
}

/** Up to 4 bytes stand in the directory itself. */
function outsideSize({ length }: Uint8Array): number {
  return length <= 4 ? 0 : length + (length % 2);
}

function writeDirectoryInto(file: Uint8Array, tags: Tags): void {
  const view = new DataView(file.buffer);
  file.set([0x49, 0x49, 42, 0]);
  view.setUint32(4, HEADER, true);
  view.setUint16(HEADER, tags.length, true);
  let outside = HEADER + 2 + tags.length * 12 + 4;
  for (const [index, [tag, { type, count, bytes }]] of tags.entries()) {
    const at = HEADER + 2 + index * 12;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, count, true);
    if (outsideSize(bytes) === 0) {
      file.set(bytes, at + 8);
    } else {
      view.setUint32(at + 8, outside, true);
      file.set(bytes, outside);
      outside += outsideSize(bytes);
    }
  }
}
