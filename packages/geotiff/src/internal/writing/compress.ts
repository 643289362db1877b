import { promisify } from "node:util";
import { constants, deflate, deflateSync, zstdCompress, zstdCompressSync } from "node:zlib";

/** How tiles are compressed. */
export interface Compression {
  readonly name: "none" | "deflate" | "zstd";
  readonly level: number;
}

/** Levels that exist, and the one that is taken where none is asked for; GDAL takes the same. */
export const LEVELS = {
  none: { lowest: 0, highest: 0, usual: 0 },
  deflate: { lowest: 1, highest: 9, usual: 6 },
  zstd: { lowest: 1, highest: 22, usual: 9 },
} as const;

/** Values of the tag Compression. */
export const COMPRESSION_CODES = { none: 1, deflate: 8, zstd: 50000 } as const;

const deflateBeside = promisify(deflate);
const zstdBeside = promisify(zstdCompress);

/** Compresses beside the calling thread. */
export async function compress(bytes: Uint8Array, compression: Compression): Promise<Uint8Array> {
  if (compression.name === "none") return bytes;
  const packed =
    compression.name === "deflate"
      ? await deflateBeside(bytes, { level: compression.level })
      : await zstdBeside(bytes, { params: zstdParams(compression) });
  return plain(packed);
}

/** Compresses in the calling thread. */
export function compressNow(bytes: Uint8Array, compression: Compression): Uint8Array {
  if (compression.name === "none") return bytes;
  if (compression.name === "deflate") return plain(deflateSync(bytes, { level: compression.level }));
  return plain(zstdCompressSync(bytes, { params: zstdParams(compression) }));
}

function zstdParams({ level }: Compression): Record<number, number> {
  return { [constants.ZSTD_c_compressionLevel]: level };
}

function plain({ buffer, byteOffset, byteLength }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
