import { open, readFile, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { diskError, makeFolder } from "@undercoat/files";
import { EnginesError } from "../../errors.ts";

/**
 * Keeps a second installation into the same folder out.
 *
 * @returns A function that lets the next one in.
 * @throws {EnginesError} `INSTALL_REFUSED` while another process installs there.
 */
export async function lockInstall(path: string): Promise<() => Promise<void>> {
  await makeFolder(dirname(path));
  const holder = Number(await readFile(path, "utf8").catch(() => "")); // no file: nobody
  if (holder > 0 && holder !== process.pid && isAlive(holder)) throw busy(path, holder);
  await rm(path, { force: true }); // left by a killed one
  try {
    const file = await open(path, "wx");
    await file.writeFile(String(process.pid));
    await file.close();
  } catch (cause) {
    throw cause instanceof Error && "code" in cause && cause.code === "EEXIST"
      ? busy(path, null)
      : diskError(cause, path, "write");
  }
  return () => rm(path, { force: true });
}

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"; // somebody else's
  }
}

function busy(path: string, holder: number | null): EnginesError {
  return new EnginesError("INSTALL_REFUSED", {
    message: `${holder === null ? "another process" : `process ${holder}`} is installing this engine; wait for it, or remove "${path}" if it is not`,
    context: { path, holder },
  });
}
