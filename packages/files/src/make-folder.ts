import { stat } from "node:fs/promises";
import { diskError } from "./disk-error.ts";
import { makeFolders } from "./internal/durable.ts";

/**
 * Makes a folder and those above it; one that is there already is fine.
 *
 * @throws {FilesError} where the system refuses, such as `NOT_A_FOLDER` for a path through a file.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await makeFolders(path);
    if (!(await stat(path)).isDirectory()) throw Object.assign(Error("a file"), { code: "ENOTDIR" });
  } catch (error) {
    throw diskError(error, path, "write");
  }
}
