import { realpath, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { diskError } from "./disk-error.ts";
import {
  type FileData,
  makeFolders,
  refuseOtherThanFile,
  syncFolder,
  temporaryName,
  writeDurably,
} from "./internal/durable.ts";

/**
 * Writes a file so that `path` holds either what it held before or all of `data`, also after a crash:
 * a temporary file in the same folder, fsync, rename. Missing folders are made. A link is followed. Data may come
 * piece by piece, so that a file of any size needs no memory; an error of who gives the pieces is thrown as it is.
 *
 * @throws {FilesError} `DISK_FULL`, `READ_ONLY`, `NO_ACCESS`, `NOT_A_FOLDER`, `IS_A_FOLDER`, `NOT_A_FILE`
 *   (a device or a pipe), `NAME_TOO_LONG` or `DISK_ERROR`; the temporary file is removed.
 * @remarks A killed process may leave its hidden temporary file, `.<name>.<process id>.<n>.tmp`.
 *
 * @example
 * ```ts
 * await writeFileAtomic("runs/a/metrics.json", "{}\n");
 * ```
 */
export async function writeFileAtomic(path: string, data: FileData): Promise<void> {
  let temporary: string | null = null;
  const failures: unknown[] = [];
  try {
    await makeFolders(dirname(path));
    const target = await realpath(path).catch(() => path); // not there yet: the path itself
    await refuseOtherThanFile(path, target);
    temporary = temporaryName(target);
    await writeDurably(temporary, isWhole(data) ? data : watched(data, failures));
    await rename(temporary, target);
    await syncFolder(dirname(target));
  } catch (cause) {
    if (temporary !== null) await rm(temporary, { force: true }).catch(() => undefined); // report the first failure
    throw failures.length > 0 ? failures[0] : diskError(cause, path, "write");
  }
}

function isWhole(data: FileData): data is string | Uint8Array {
  return typeof data === "string" || data instanceof Uint8Array;
}

/** Keeps an error of the pieces apart from one of the disk. */
async function* watched<Piece>(pieces: AsyncIterable<Piece>, failures: unknown[]): AsyncGenerator<Piece> {
  try {
    yield* pieces;
  } catch (cause) {
    failures.push(cause);
    throw cause;
  }
}
