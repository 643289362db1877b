import { constants } from "node:fs";
import { type FileHandle, open, readFile } from "node:fs/promises";
import { diskError } from "./disk-error.ts";
import { FilesError } from "./errors.ts";

/**
 * Reads a whole file.
 *
 * @throws {FilesError} `FILE_MISSING`, with the nearest existing folder and a similar name in it, or
 *   `IS_A_FOLDER`, `NOT_A_FOLDER`, `NO_ACCESS`, `DISK_ERROR`.
 *
 * @example
 * ```ts
 * const bytes = await readFileChecked("config.yaml");
 * ```
 */
export async function readFileChecked(path: string): Promise<Uint8Array> {
  try {
    const bytes = await readFile(path);
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  } catch (cause) {
    throw diskError(cause, path, "read");
  }
}

/** Opening a pipe waits for somebody who writes, unless asked not to; on files the flag does nothing. */
const READ_AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * Opens a file for reading in pieces. Close the handle.
 *
 * @throws {FilesError} As {@link readFileChecked}; `NOT_A_FILE` for a pipe or a device.
 */
export async function openFileChecked(path: string): Promise<FileHandle> {
  let file: FileHandle | null = null;
  try {
    file = await open(path, READ_AT_ONCE);
    const found = await file.stat();
    if (found.isFile()) return file;
    throw new FilesError(found.isDirectory() ? "IS_A_FOLDER" : "NOT_A_FILE", {
      message: `cannot read "${path}": it is ${found.isDirectory() ? "a folder" : "a device or a pipe"}, a file was expected; name a file`,
      context: { path },
    });
  } catch (cause) {
    await file?.close();
    throw diskError(cause, path, "read");
  }
}
