import { createHash } from "node:crypto";
import { diskError } from "./disk-error.ts";
import { openFileChecked } from "./read-file-checked.ts";

/** Bytes read at a time by {@link sha256File}. */
const PIECE = 1 << 20;

/** SHA-256 of the bytes (of text: its UTF-8), 64 lower-case hexadecimal digits. */
export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

/**
 * SHA-256 of a file's bytes, 64 lower-case hexadecimal digits; memory does not grow with the file.
 *
 * @throws {FilesError} As `readFileChecked`.
 */
export async function sha256File(
  path: string,
  options: { readonly signal?: AbortSignal } = {},
): Promise<string> {
  const file = await openFileChecked(path);
  const hash = createHash("sha256");
  const piece = new Uint8Array(PIECE);
  try {
    for (;;) {
      options.signal?.throwIfAborted();
      const { bytesRead } = await readPiece(() => file.read(piece, 0, PIECE), path);
      if (bytesRead === 0) return hash.digest("hex");
      hash.update(piece.subarray(0, bytesRead));
    }
  } finally {
    await file.close();
  }
}

async function readPiece<T>(read: () => Promise<T>, path: string): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw diskError(cause, path, "read");
  }
}
