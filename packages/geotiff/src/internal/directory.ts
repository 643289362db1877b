import { GeoTiffError } from "../errors.ts";
import type { Limits } from "../open-options.ts";
import type { ByteSource } from "./byte-source.ts";
import { structureError, tagError } from "./refusals.ts";
import { TAGS, type TagName, TYPE_SIZE, UNSIGNED_TYPES } from "./tags.ts";

/** Tags that are looked at; the others of a directory are counted and checked, not kept. */
const KNOWN_TAGS: ReadonlySet<number> = new Set(Object.values(TAGS));

const ASCII = 2;

/** A TIFF whose first bytes were checked. */
export interface Tiff {
  readonly source: ByteSource;
  readonly isLittleEndian: boolean;
  readonly isBig: boolean;
  readonly firstDirectory: number;
  readonly limits: Limits;
}

interface Entry {
  readonly type: number;
  readonly count: number;
  /** Where the values lie in the file. */
  readonly position: number;
}

/** One image file directory (IFD): its tags, not yet their values. */
export interface Directory {
  readonly tiff: Tiff;
  readonly entries: ReadonlyMap<number, Entry>;
  /** Offset of the next one; 0: the last. */
  readonly next: number;
}

/**
 * Checks the first bytes of a file.
 *
 * @throws {GeoTiffError} `NOT_A_TIFF`
 */
export async function readHeader(source: ByteSource, limits: Limits): Promise<Tiff> {
  if (source.size < 8)
    throw notATiff(
      source,
      `has ${source.size} bytes, a TIFF has at least 8`,
      "get it again, or name a GeoTIFF",
    );
  const view = viewOf(await source.read(0, Math.min(16, source.size)));
  const mark = view.getUint16(0);
  if (mark !== 0x4949 && mark !== 0x4d4d) throw notATiff(source, 'does not begin with "II" or "MM"');
  const isLittleEndian = mark === 0x4949;
  const magic = view.getUint16(2, isLittleEndian);
  if (magic !== 42 && magic !== 43)
    throw notATiff(source, `has the magic number ${magic}, 42 or 43 was expected`);
  const isBig = magic === 43;
  if (!isBig) {
    return { source, limits, isLittleEndian, isBig, firstDirectory: view.getUint32(4, isLittleEndian) };
  }
  if (source.size < 16) throw notATiff(source, `has ${source.size} bytes, a BigTIFF has at least 16`);
  const [offsetSize, zero] = [view.getUint16(4, isLittleEndian), view.getUint16(6, isLittleEndian)];
  if (offsetSize !== 8 || zero !== 0)
    throw notATiff(source, `has BigTIFF offsets of ${offsetSize} bytes, 8 were expected`);
  return { source, limits, isLittleEndian, isBig, firstDirectory: safeInteger(view, 8, isLittleEndian) };
}

/**
 * Reads the list of tags at an offset, without their values.
 *
 * @throws {GeoTiffError} `BROKEN_STRUCTURE`
 */
export async function readDirectory(tiff: Tiff, offset: number): Promise<Directory> {
  const { source, isBig, isLittleEndian, limits } = tiff;
  const [countSize, entrySize, nextSize] = isBig ? [8, 20, 8] : [2, 12, 4];
  if (offset < 8 || offset + countSize > source.size) {
    throw structureError(
      source.name,
      `an image directory at offset ${offset} lies outside of the file's ${source.size} bytes`,
    );
  }
  const head = viewOf(await source.read(offset, countSize));
  const count = isBig ? safeInteger(head, 0, isLittleEndian) : head.getUint16(0, isLittleEndian);
  const length = count * entrySize;
  if (count < 1 || count > limits.mostTags || offset + countSize + length > source.size) {
    throw structureError(
      source.name,
      `an image directory claims ${count} tags, 1 to ${limits.mostTags} inside of the file were expected`,
    );
  }
  const start = offset + countSize;
  const hasNext = start + length + nextSize <= source.size;
  const view = viewOf(await source.read(start, length + (hasNext ? nextSize : 0)));
  const entries = new Map<number, Entry>();
  const seen = new Set<number>();
  for (let index = 0; index < count; index++) {
    const tag = view.getUint16(index * entrySize, isLittleEndian);
    if (seen.has(tag)) throw structureError(source.name, `tag ${tag} is there twice`, { tag });
    seen.add(tag);
    if (KNOWN_TAGS.has(tag)) entries.set(tag, readEntry(tiff, view, { at: index * entrySize, start }));
  }
  return { tiff, entries, next: hasNext ? readOffset(view, length, tiff) : 0 };
}

function readEntry(tiff: Tiff, view: DataView, { at, start }: { at: number; start: number }): Entry {
  const { isBig, isLittleEndian } = tiff;
  const type = view.getUint16(at + 2, isLittleEndian);
  const count = readOffset(view, at + 4, tiff);
  const valueAt = at + (isBig ? 12 : 8);
  const isInline = count * (TYPE_SIZE[type] ?? 0) <= (isBig ? 8 : 4);
  return { type, count, position: isInline ? start + valueAt : readOffset(view, valueAt, tiff) };
}

/** Whether the directory has a tag, of whatever type. */
export function hasTag({ entries }: Directory, tag: TagName): boolean {
  return entries.has(TAGS[tag]);
}

/** How many values the directory claims for a tag, before they are read; null where it is absent. */
export function countOf({ entries }: Directory, tag: TagName): number | null {
  return entries.get(TAGS[tag])?.count ?? null;
}

/** The whole numbers of a tag, or null where it is absent. */
export async function readUnsigned(directory: Directory, tag: TagName): Promise<readonly number[] | null> {
  const found = await readUnsignedArray(directory, tag);
  return found === null ? null : Array.from(found);
}

/** {@link readUnsigned} for the long lists of blocks. */
export async function readUnsignedArray(directory: Directory, tag: TagName): Promise<Float64Array | null> {
  const found = await readValues(directory, tag, UNSIGNED_TYPES);
  if (found === null) return null;
  const { view, type, count } = found;
  const { isLittleEndian, source } = directory.tiff;
  const size = TYPE_SIZE[type]!;
  const values = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    if (size === 1) values[index] = view.getUint8(index);
    else if (size === 2) values[index] = view.getUint16(index * 2, isLittleEndian);
    else if (size === 4) values[index] = view.getUint32(index * 4, isLittleEndian);
    else values[index] = twoWords(view, index * 8, isLittleEndian);
  }
  if (values.every(Number.isSafeInteger)) return values;
  throw tagError("BROKEN_STRUCTURE", {
    name: source.name,
    tag,
    found: "above 2^53",
    expected: "no file is that large",
  });
}

/** The one whole number of a tag, or `fallback` where the tag is absent. */
export async function readOne(directory: Directory, tag: TagName, fallback?: number): Promise<number> {
  const { name } = directory.tiff.source;
  const values = await readUnsigned(directory, tag);
  if (values === null && fallback !== undefined) return fallback;
  if (values?.length === 1) return values[0]!;
  const found = values === null ? "missing" : `${values.length} values`;
  throw tagError("BROKEN_STRUCTURE", { name, tag, found, expected: "one number was expected" });
}

/** The floating-point numbers of a tag, or null where it is absent. */
export async function readDoubles(directory: Directory, tag: TagName): Promise<readonly number[] | null> {
  const found = await readValues(directory, tag, [12]);
  if (found === null) return null;
  return Array.from({ length: found.count }, (_, index) =>
    found.view.getFloat64(index * 8, directory.tiff.isLittleEndian),
  );
}

/**
 * The text of a tag up to its first NUL, or null where the tag is absent or holds no text: others use the same
 * private numbers. Bytes that are no UTF-8 become U+FFFD.
 */
export async function readText(directory: Directory, tag: TagName): Promise<string | null> {
  if (directory.entries.get(TAGS[tag])?.type !== ASCII) return null;
  const found = await readValues(directory, tag, [ASCII]);
  return found === null ? null : (new TextDecoder().decode(found.view).split("\0", 1)[0] ?? "");
}

/** The bytes of a tag of no type, or null where it is absent. */
export async function readBytes(directory: Directory, tag: TagName): Promise<Uint8Array | null> {
  const found = await readValues(directory, tag, [1, 7]);
  return found === null
    ? null
    : new Uint8Array(found.view.buffer, found.view.byteOffset, found.view.byteLength);
}

async function readValues({ tiff, entries }: Directory, tag: TagName, types: readonly number[]) {
  const entry = entries.get(TAGS[tag]);
  if (entry === undefined) return null;
  const { source } = tiff;
  const { type, count, position } = entry;
  const refusal = { name: source.name, tag };
  if (!types.includes(type)) {
    throw tagError("BROKEN_STRUCTURE", {
      ...refusal,
      found: `of TIFF type ${type}`,
      expected: `type ${types.join(", ")} was expected`,
    });
  }
  const length = count * TYPE_SIZE[type]!;
  if (count < 1 || position + length > source.size) {
    throw tagError("BROKEN_STRUCTURE", {
      ...refusal,
      found: `said to hold ${count} values at offset ${position}`,
      expected: `the file has ${source.size} bytes`,
    });
  }
  return { view: viewOf(await source.read(position, length)), type, count };
}

function readOffset(view: DataView, at: number, { isBig, isLittleEndian }: Tiff): number {
  return isBig ? safeInteger(view, at, isLittleEndian) : view.getUint32(at, isLittleEndian);
}

/** {@link safeInteger} without a bigint per value. */
function twoWords(view: DataView, at: number, isLittleEndian: boolean): number {
  const [low, high] = isLittleEndian ? [at, at + 4] : [at + 4, at];
  return view.getUint32(high, isLittleEndian) * 2 ** 32 + view.getUint32(low, isLittleEndian);
}

/** Above 2^53 the value is no longer exact, but larger than any file: checks against the size refuse it. */
function safeInteger(view: DataView, at: number, isLittleEndian: boolean): number {
  return Number(view.getBigUint64(at, isLittleEndian));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function notATiff(
  { name }: ByteSource,
  what: string,
  advice = `name a GeoTIFF, or make one: gdal_translate "${name}" "made.tif"`,
): GeoTiffError {
  return new GeoTiffError("NOT_A_TIFF", {
    message: `"${name}" ${what}; ${advice}`,
    context: { name },
  });
}
