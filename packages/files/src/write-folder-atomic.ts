import { readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, posix, resolve } from "node:path";
import { diskError } from "./disk-error.ts";
import { FilesError } from "./errors.ts";
import { makeFolders, syncFolder, temporaryName, writeDurably } from "./internal/durable.ts";

/**
 * Writes a folder of files so that `folder` never holds some of the new files only: all are written to
 * a temporary folder beside it, which then takes its name. Names may contain `/`.
 *
 * An existing folder is replaced only if every file in it is also among `files`: nothing else is lost.
 *
 * @throws {FilesError} `WOULD_REMOVE_FILES` if the existing folder holds another file,
 *   `NAME_OUTSIDE_FOLDER` for a name such as `../x`, else as `writeFileAtomic`.
 * @remarks When replacing, a process killed between the two renames leaves no `folder`, but both whole
 *   versions beside it under hidden names that end in `.tmp`.
 *
 * @example
 * ```ts
 * await writeFolderAtomic("models/a", { "model.json": "{}", "weights.bin": new Uint8Array(4) });
 * ```
 */
export async function writeFolderAtomic(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  const names = Object.keys(files).map((name) => checkedName(folder, name));
  const target = resolve(folder);
  const temporary = temporaryName(target);
  try {
    const isReplaced = await refuseLoss(folder, target, new Set(names));
    await makeFolders(temporary);
    for (const [name, data] of Object.entries(files)) await writeInside(temporary, name, data);
    await syncFolder(temporary);
    await (isReplaced ? swapFolders(temporary, target) : rename(temporary, target));
    await syncFolder(dirname(target));
  } catch (cause) {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined); // report the first failure
    throw diskError(cause, folder, "write");
  }
}

function checkedName(folder: string, name: string): string {
  const normal = posix.normalize(name);
  if (normal === name && name !== "." && !isAbsolute(name) && !name.startsWith("..") && !name.includes("\\"))
    return name;
  throw new FilesError("NAME_OUTSIDE_FOLDER", {
    message: `cannot write "${name}" into folder "${folder}": expected a plain relative name such as "a.json" or "b/a.json"`,
    context: { folder, name },
  });
}

async function writeInside(folder: string, name: string, data: string | Uint8Array): Promise<void> {
  const path = join(folder, name);
  await makeFolders(dirname(path));
  await writeDurably(path, data);
}

/** True where a folder is there that may be replaced. */
async function refuseLoss(folder: string, target: string, names: ReadonlySet<string>): Promise<boolean> {
  const found = await stat(target).catch(() => null);
  if (found === null) return false;
  const entries = await readdir(target, { recursive: true, withFileTypes: true });
  const present = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name));
  const lost = present
    .map((path) => path.slice(target.length + 1).replaceAll("\\", "/"))
    .filter((name) => !names.has(name));
  if (lost.length === 0) return true;
  throw new FilesError("WOULD_REMOVE_FILES", {
    message: `folder "${folder}" already holds "${lost.sort()[0]}" (${lost.length} such files), which this write would remove; choose another folder or empty it`,
    context: { folder, lost },
  });
}

async function swapFolders(temporary: string, target: string): Promise<void> {
  const former = temporaryName(target);
  await rename(target, former);
  try {
    await rename(temporary, target);
  } catch (cause) {
    await rename(former, target); // put the old one back
    throw cause;
  }
  await rm(former, { recursive: true });
}
