import type { FileHandle } from "node:fs/promises";
import { isFilesError, openFileChecked } from "@undercoat/files";
import { VectorError } from "../errors.ts";

const CHUNK = 2 ** 20;

/**
 * A file, piece by piece. Leaving early closes it.
 *
 * @throws {VectorError} `FILE_UNREADABLE`
 */
export async function* fileChunks(name: string, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  const file = await openFile(name);
  try {
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead, buffer } = await readFrom(file, name, new Uint8Array(CHUNK), null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** @throws {VectorError} `FILE_UNREADABLE`, in the words of `@undercoat/files`. */
export async function openFile(name: string): Promise<FileHandle> {
  try {
    return await openFileChecked(name);
  } catch (cause) {
    throw unreadable(name, cause);
  }
}

/** Bytes from `at` on, or from where the last read ended; fewer only at the end of the file. */
export async function readFrom(file: FileHandle, name: string, buffer: Uint8Array, at: number | null) {
  try {
    let bytesRead = 0;
    while (bytesRead < buffer.length) {
      const position = at === null ? null : at + bytesRead;
      const got = await file.read(buffer, bytesRead, buffer.length - bytesRead, position);
      if (got.bytesRead === 0) break;
      bytesRead += got.bytesRead;
    }
    return { bytesRead, buffer };
  } catch (cause) {
    throw unreadable(name, cause);
  }
}

function unreadable(name: string, cause: unknown): VectorError {
  const message = isFilesError(cause)
    ? cause.message
    : `cannot read "${name}": ${String(cause)}; check the disk`;
  return new VectorError("FILE_UNREADABLE", { message, context: { name }, cause });
}
