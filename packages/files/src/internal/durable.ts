import { mkdir, open, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { FilesError } from "../errors.ts";

let counter = 0;

/** A hidden name beside `path` that no other process uses: it carries the process id. */
export function temporaryName(path: string): string {
  counter += 1;
  const start = basename(path).slice(0, 60); // the whole name must stay below 255 bytes
  return join(dirname(path), `.${start}.${process.pid}.${counter}.tmp`);
}

/** What a file is made of: as a whole, or piece by piece. */
export type FileData = string | Uint8Array | AsyncIterable<string | Uint8Array>;

/** Writes a new file and waits until the disk has it. */
export async function writeDurably(path: string, data: FileData): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(data);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes a rename inside `folder` durable, where the system can open folders. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return; // folders cannot be opened there
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Makes a folder and those above it, one by one. Node's own `recursive` never ends where a file system says
 * ENOENT for a new folder inside an existing one, as /proc does.
 */
export async function makeFolders(path: string): Promise<void> {
  const missing: string[] = [];
  let folder = resolve(path);
  while (!(await isThere(folder)) && dirname(folder) !== folder) {
    missing.push(folder);
    folder = dirname(folder);
  }
  for (const name of missing.reverse()) await mkdir(name).catch((cause) => allowExisting(cause, name));
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return false;
    throw cause;
  }
}

/** Another writer may have made the folder meanwhile. */
async function allowExisting(cause: unknown, path: string): Promise<void> {
  if (codeOf(cause) !== "EEXIST" || !(await stat(path)).isDirectory()) throw cause;
}

function codeOf(cause: unknown): unknown {
  return cause instanceof Error && "code" in cause ? cause.code : undefined;
}

/** A rename would replace a device such as /dev/null by a file. */
export async function refuseOtherThanFile(path: string, target: string): Promise<void> {
  const found = await stat(target).catch(() => null);
  if (found === null || found.isFile()) return;
  const [code, what] = found.isDirectory()
    ? (["IS_A_FOLDER", "a folder"] as const)
    : (["NOT_A_FILE", "a device or a pipe"] as const);
  throw new FilesError(code, {
    message: `cannot write "${path}": it is ${what}, a file was expected; choose another name`,
    context: { path },
  });
}
