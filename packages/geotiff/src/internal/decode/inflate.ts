import { promisify } from "node:util";
import { inflate, inflateSync, zstdDecompress, zstdDecompressSync } from "node:zlib";

/** Smaller blocks are unpacked in the calling thread: sending them away takes longer. */
const WORTH_A_THREAD = 2048;

/** Output is taken in pieces of at most this size, so that a claim alone takes no memory. */
const LARGEST_PIECE = 2 ** 22;

interface Limit {
  readonly maxOutputLength: number;
  readonly chunkSize: number;
}

const inflateBeside = promisify<Uint8Array, Limit, Buffer>(inflate);
const zstdBeside = promisify<Uint8Array, Limit, Buffer>(zstdDecompress);

/** How deflate or zstd data is unpacked. */
export interface Inflating {
  readonly isZstd: boolean;
  /** Data that unpacks to more bytes is refused. */
  readonly limit: number;
  /** In libuv's pool, beside the calling thread. */
  readonly isBeside: boolean;
}

/** Unpacks deflate or zstd; rejects with zlib's error. */
export async function inflated(
  stored: Uint8Array,
  { isZstd, limit, isBeside }: Inflating,
): Promise<Uint8Array> {
  // One spare byte, so that output which fits exactly needs no second piece.
  const options = { maxOutputLength: limit, chunkSize: Math.max(64, Math.min(limit + 1, LARGEST_PIECE)) };
  const bytes =
    isBeside && stored.length >= WORTH_A_THREAD
      ? await (isZstd ? zstdBeside : inflateBeside)(stored, options)
      : (isZstd ? zstdDecompressSync : inflateSync)(stored, options);
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
