import { openFileChecked } from "@undercoat/files";
import { GeoTiffError } from "../errors.ts";

/** A piece of a file. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** Bytes that can be read in pieces: an open file, or an array. */
export interface ByteSource {
  /** What messages call it: the path, or a name. */
  readonly name: string;
  readonly size: number;
  /** A copy of exactly `length` bytes. */
  read(offset: number, length: number, signal?: AbortSignal): Promise<Uint8Array>;
  /** Fetches ranges that will be read soon, where one request for several is cheaper. */
  prepare?(ranges: readonly ByteRange[], signal?: AbortSignal): Promise<void>;
  /** Tells that the file is open: the signal that ends the opening ends no read after it. */
  doneOpening?(): void;
  close(): Promise<void>;
}

/**
 * Opens a file.
 *
 * @throws {GeoTiffError} `FILE_UNREADABLE`
 */
export async function fileSource(path: string): Promise<ByteSource> {
  const file = await openFileChecked(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  const { size } = await file.stat();
  return {
    name: path,
    size,
    async read(offset, length) {
      const bytes = new Uint8Array(length);
      const { bytesRead } = await file.read(bytes, 0, length, offset).catch((cause: unknown) => {
        throw unreadable(path, cause);
      });
      assertLength(path, { offset, length, found: bytesRead });
      return bytes;
    },
    close: () => file.close(),
  };
}

/** The bytes of an array, which is left as it is. */
export function memoryByteSource(given: Uint8Array, name: string): ByteSource {
  const bytes = new Uint8Array(given.buffer, given.byteOffset, given.byteLength); // a Buffer's slice is no copy
  return {
    name,
    size: bytes.length,
    async read(offset, length) {
      const piece = bytes.slice(offset, offset + length);
      assertLength(name, { offset, length, found: piece.length });
      return piece;
    },
    close: async () => {},
  };
}

function assertLength(name: string, piece: { offset: number; length: number; found: number }): void {
  if (piece.found === piece.length) return;
  throw new GeoTiffError("FILE_UNREADABLE", {
    message: `"${name}" has ${piece.found} bytes at offset ${piece.offset}, ${piece.length} were expected; the file was cut, get it again`,
    context: { name, ...piece },
  });
}

function unreadable(path: string, cause: unknown): GeoTiffError {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new GeoTiffError("FILE_UNREADABLE", { message, context: { name: path }, cause });
}
