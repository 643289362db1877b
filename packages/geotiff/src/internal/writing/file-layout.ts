import { TAGS } from "../tags.ts";
import { longs, longs8, type TagValue } from "./tag-values.ts";

/** One image of the file to be: what its tags say, and the sizes of its packed tiles; 0 is a tile left out. */
export interface StoredImage {
  readonly tags: ReadonlyMap<number, TagValue>;
  readonly byteCounts: ArrayLike<number>;
}

/** Which tile of which image. */
export interface TileRef {
  readonly image: number;
  readonly tile: number;
}

/** What {@link layOutFile} arranges. */
export interface FileParts {
  /** In the order of their directories. */
  readonly images: readonly StoredImage[];
  /** The tiles in the order of their data. It is gone through several times. */
  readonly order: () => Iterable<TileRef>;
  /** Lines that tell readers of COGs what they may rely on. */
  readonly claims: string;
  /** Also where a classic TIFF would hold it. */
  readonly forceBig: boolean;
}

/** Where everything lies. */
export interface FileLayout {
  readonly isBig: boolean;
  /** All bytes before the first tile: header, claims, directories and the values of their tags. */
  readonly head: Uint8Array;
  /** Bytes of the whole file. */
  readonly size: number;
}

/** Bytes around every tile: its size before it, its last four bytes once more behind it. */
export const FRAME = 4;

/** What readers may rely on; the space leaves room for a later "YES". */
export const CLAIMS =
  "LAYOUT=IFDS_BEFORE_DATA\nBLOCK_ORDER=ROW_MAJOR\nBLOCK_LEADER=SIZE_AS_UINT4\n" +
  "BLOCK_TRAILER=LAST_4_BYTES_REPEATED\nKNOWN_INCOMPATIBLE_EDITION=NO\n ";

const CLASSIC_END = 2 ** 32;

/**
 * The layout of a cloud optimised GeoTIFF: all directories, then the tiles in the order given, each between its
 * size and its last four bytes. It is a BigTIFF only where 4 GB do not hold it.
 *
 * @see {@link https://gdal.org/en/stable/drivers/raster/cog.html | What the claims mean}
 */
export function layOutFile(parts: FileParts): FileLayout {
  let dataSize = 0;
  for (const { image, tile } of parts.order()) {
    const length = parts.images[image]!.byteCounts[tile]!;
    if (length > 0) dataSize += length + 2 * FRAME;
  }
  const isBig = parts.forceBig || headSize(parts, CLASSIC) + dataSize >= CLASSIC_END;
  const kind = isBig ? BIG : CLASSIC;
  const start = headSize(parts, kind);
  return { isBig, head: writeHead(parts, kind, offsetsOf(parts, start)), size: start + dataSize };
}

/** The bytes of one tile as the file holds them. */
export function framed(tile: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(tile.length + 2 * FRAME);
  new DataView(bytes.buffer).setUint32(0, tile.length, true);
  bytes.set(tile, FRAME);
  bytes.set(tile.subarray(-FRAME), FRAME + tile.length);
  return bytes;
}

interface Kind {
  readonly isBig: boolean;
  readonly header: number;
  readonly countSize: number;
  readonly entrySize: number;
  /** Bytes of an offset, and of the values that stand in the directory itself. */
  readonly wordSize: number;
}

const CLASSIC: Kind = { isBig: false, header: 8, countSize: 2, entrySize: 12, wordSize: 4 };
const BIG: Kind = { isBig: true, header: 16, countSize: 8, entrySize: 20, wordSize: 8 };

function headSize({ images, claims }: FileParts, kind: Kind): number {
  const sizes = images.map(({ tags, byteCounts }) => {
    const arrays = [byteCounts.length * kind.wordSize, byteCounts.length * 4];
    const lengths = [...[...tags.values()].map(({ bytes }) => bytes.length), ...arrays];
    const outside = lengths.reduce((sum, length) => sum + outsideSize(length, kind), 0);
    return kind.countSize + lengths.length * kind.entrySize + kind.wordSize + outside;
  });
  return sizes.reduce((sum, size) => sum + even(size), even(kind.header + claimBytes(claims).length));
}

function outsideSize(length: number, { wordSize }: Kind): number {
  return length <= wordSize ? 0 : even(length);
}

/** Values and directories begin at even offsets. */
function even(length: number): number {
  return length + (length % 2);
}

function claimBytes(claims: string): Uint8Array {
  const text = `GDAL_STRUCTURAL_METADATA_SIZE=${String(claims.length).padStart(6, "0")} bytes\n${claims}`;
  return new TextEncoder().encode(text);
}

function offsetsOf({ images, order }: FileParts, start: number): Float64Array[] {
  const offsets = images.map(({ byteCounts }) => new Float64Array(byteCounts.length));
  let next = start;
  for (const { image, tile } of order()) {
    const length = images[image]!.byteCounts[tile]!;
    if (length === 0) continue;
    offsets[image]![tile] = next + FRAME;
    next += length + 2 * FRAME;
  }
  return offsets;
}

function writeHead(parts: FileParts, kind: Kind, offsets: readonly Float64Array[]): Uint8Array {
  const head = new Uint8Array(headSize(parts, kind));
  const view = new DataView(head.buffer);
  const claims = claimBytes(parts.claims);
  let at = even(kind.header + claims.length);
  head.set([0x49, 0x49, kind.isBig ? 43 : 42, 0, ...(kind.isBig ? [8, 0, 0, 0] : [])]);
  view.setUint32(kind.isBig ? 8 : 4, at, true);
  head.set(claims, kind.header);
  for (const [index, { tags, byteCounts }] of parts.images.entries()) {
    const places = kind.isBig ? longs8(offsets[index]!) : longs(offsets[index]!);
    const all = new Map(tags).set(TAGS.TileOffsets, places).set(TAGS.TileByteCounts, longs(byteCounts));
    const sorted = [...all].sort(([one], [other]) => one - other);
    at = writeDirectoryInto(view, sorted, { at, kind, isLast: index === parts.images.length - 1 });
  }
  return head;
}

interface Place {
  readonly at: number;
  readonly kind: Kind;
  readonly isLast: boolean;
}

/** Returns where the next directory begins. */
function writeDirectoryInto(
  view: DataView,
  tags: readonly (readonly [tag: number, value: TagValue])[],
  { at, kind, isLast }: Place,
): number {
  const bytes = new Uint8Array(view.buffer);
  const { countSize, entrySize, wordSize } = kind;
  view.setUint16(at, tags.length, true);
  const nextAt = at + countSize + tags.length * entrySize;
  let outside = nextAt + wordSize;
  for (const [index, [tag, value]] of tags.entries()) {
    const entry = at + countSize + index * entrySize;
    view.setUint16(entry, tag, true);
    view.setUint16(entry + 2, value.type, true);
    view.setUint32(entry + 4, value.count, true); // up to 2^32 values: no file has more tiles
    const size = outsideSize(value.bytes.length, kind);
    const valueAt = entry + 4 + wordSize;
    if (size > 0) view.setUint32(valueAt, outside, true); // heads stay far below 4 GB
    bytes.set(value.bytes, size > 0 ? outside : valueAt);
    outside += size;
  }
  const end = even(outside);
  if (!isLast) view.setUint32(nextAt, end, true);
  return end;
}
