import { readdirSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { FilesError, type FilesErrorCode } from "./errors.ts";
import { nearestName } from "./internal/nearest-name.ts";

/** What was being done to a path when the operating system refused. */
export type DiskVerb = "read" | "write";

/** Codes of the operating system → ours, with what to do about it. */
const KNOWN: Readonly<Record<string, readonly [code: FilesErrorCode, what: string, advice: string]>> = {
  ENOSPC: ["DISK_FULL", "the disk is full", "free some space or choose another folder"],
  EDQUOT: ["DISK_FULL", "the disk quota is used up", "free some space or choose another folder"],
  EFBIG: [
    "DISK_FULL",
    "the file would exceed the size limit of this system",
    "raise it (ulimit -f) or choose another disk",
  ],
  EROFS: ["READ_ONLY", "the file system is read-only", "choose a folder that can be written"],
  EACCES: [
    "NO_ACCESS",
    "the permissions do not allow it",
    "change them (ls -l shows them) or choose another path",
  ],
  EPERM: [
    "NO_ACCESS",
    "the system does not allow it",
    "check owner and permissions (ls -l) or choose another path",
  ],
  EISDIR: ["IS_A_FOLDER", "it is a folder, a file was expected", "name a file inside it"],
  ENAMETOOLONG: ["NAME_TOO_LONG", "the name is too long for this file system", "choose a shorter one"],
  EMFILE: ["TOO_MANY_OPEN_FILES", "this process has too many files open", "raise the limit (ulimit -n)"],
  ENFILE: ["TOO_MANY_OPEN_FILES", "this system has too many files open", "close other programs"],
};

/**
 * Turns an error of the operating system into a {@link FilesError} of one line that names the path and
 * what to do. A FilesError is returned as it is.
 *
 * @param verb - What was being done; part of the message.
 */
export function diskError(cause: unknown, path: string, verb: DiskVerb): FilesError {
  if (cause instanceof FilesError) return cause;
  const systemCode = codeOf(cause);
  if (systemCode === "ENOENT") return missingError(path, cause);
  if (systemCode === "ENOTDIR" || systemCode === "EEXIST") return notAFolderError(path, verb, cause);
  const [code, what, advice] = KNOWN[systemCode] ?? [
    "DISK_ERROR",
    textOf(cause),
    "check the disk and the path",
  ];
  return new FilesError(code, {
    message: `cannot ${verb} "${path}": ${what}; ${advice}`,
    context: { path, systemCode },
    cause,
  });
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}

function textOf(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return text.split("\n", 1)[0] || "unknown error";
}

function notAFolderError(path: string, verb: DiskVerb, cause: unknown): FilesError {
  const file = nearestExisting(path);
  return new FilesError("NOT_A_FOLDER", {
    message: `cannot ${verb} "${path}": "${file}" is a file, a folder was expected; choose another path`,
    context: { path, file },
    cause,
  });
}

function missingError(path: string, cause: unknown): FilesError {
  const folder = nearestExisting(dirname(resolve(path)));
  const wanted =
    resolve(path)
      .slice(folder.length)
      .replace(/^[\\/]+/, "")
      .split(/[\\/]/)[0] ?? basename(path);
  const near = nearestName(wanted, namesIn(folder));
  const hint = near === null ? "" : ` and holds "${near}"`;
  return new FilesError("FILE_MISSING", {
    message: `"${path}" does not exist; the nearest existing folder is "${folder}"${hint}; check the path`,
    context: { path, folder, nearest: near },
    cause,
  });
}

function nearestExisting(path: string): string {
  let current = resolve(path);
  while (statSync(current, { throwIfNoEntry: false }) === undefined && dirname(current) !== current) {
    current = dirname(current);
  }
  return current;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // The listing is a hint; the missing file stays the error.
  }
}
