import { type FileHandle, open, realpath, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { diskError } from "./disk-error.ts";
import { FilesError } from "./errors.ts";
import { makeFolders, refuseOtherThanFile, syncFolder, temporaryName } from "./internal/durable.ts";

/** A file that is being written piece by piece, and that is not there under its name before `finish`. */
export interface AtomicFile {
  readonly path: string;
  /** Writes all of `data` at a position, in any order of positions; what nobody writes is 0. */
  write(data: Uint8Array, position: number): Promise<void>;
  /** Exactly `length` bytes that were written before. */
  read(position: number, length: number): Promise<Uint8Array>;
  /** Waits until the disk has it, and gives it its name. A failure removes what was written. */
  finish(): Promise<void>;
  /** Removes what was written; the file under `path` stays as it was. Does nothing after `finish`. */
  abort(): Promise<void>;
}

/**
 * {@link writeFileAtomic} for files that do not fit into memory: a temporary file in the same folder that is
 * written piece by piece, then fsync and rename. Missing folders are made. A link is followed.
 *
 * @throws {FilesError} As `writeFileAtomic`, at once and from every method. After a failed `write`, call `abort`.
 * @remarks A killed process may leave its hidden temporary file, `.<name>.<process id>.<n>.tmp`.
 *
 * @example
 * ```ts
 * const file = await createFileAtomic("mosaic.bin");
 * await file.write(Uint8Array.of(1, 2, 3), 0);
 * await file.finish();
 * ```
 */
export async function createFileAtomic(path: string): Promise<AtomicFile> {
  try {
    await makeFolders(dirname(path));
    const target = await realpath(path).catch(() => path); // not there yet: the path itself
    await refuseOtherThanFile(path, target);
    const temporary = temporaryName(target);
    return atomicFile(await open(temporary, "wx+"), { path, target, temporary });
  } catch (cause) {
    throw diskError(cause, path, "write");
  }
}

interface Names {
  readonly path: string;
  readonly target: string;
  readonly temporary: string;
}

function atomicFile(handle: FileHandle, { path, target, temporary }: Names): AtomicFile {
  let isOpen = true;
  const discard = async () => {
    if (!isOpen) return;
    isOpen = false;
    await handle.close().catch(() => undefined); // the first failure is the one to report
    await rm(temporary, { force: true }).catch(() => undefined);
  };
  return Object.freeze({
    path,
    write: (data: Uint8Array, position: number) => checked(path, () => writeAll(handle, data, position)),
    read: (position: number, length: number) =>
      checked(path, () => readAll(handle, { path, position, length })),
    abort: discard,
    finish: async () => {
      try {
        await handle.sync();
        await handle.close();
        await rename(temporary, target);
        isOpen = false;
        await syncFolder(dirname(target));
      } catch (cause) {
        await discard();
        throw diskError(cause, path, "write");
      }
    },
  });
}

async function checked<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw diskError(cause, path, "write");
  }
}

/** A nearly full disk takes a part first, and says ENOSPC at the next try. */
async function writeAll(handle: FileHandle, data: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < data.length; ) {
    const { bytesWritten } = await handle.write(data, done, data.length - done, position + done);
    done += bytesWritten;
  }
}

async function readAll(
  handle: FileHandle,
  { path, position, length }: { path: string; position: number; length: number },
): Promise<Uint8Array> {
  const data = new Uint8Array(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await handle.read(data, done, length - done, position + done);
    if (bytesRead === 0) throw cutError(path, position + done);
    done += bytesRead;
  }
  return data;
}

function cutError(path: string, position: number): FilesError {
  return new FilesError("DISK_ERROR", {
    message: `cannot write "${path}": its temporary file ends at byte ${position}, which was not written yet; write before reading, and leave hidden .tmp files alone`,
    context: { path, position },
  });
}
