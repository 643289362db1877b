import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { diskError, makeFolder } from "@undercoat/files";

/**
 * Fills a folder beside its final place and gives it its name when it is whole. What an earlier, killed
 * attempt left is removed first.
 */
export async function fillFolder<T>(final: string, fill: (part: string) => Promise<T>): Promise<T> {
  const prefix = `${basename(final)}.part-`;
  try {
    await makeFolder(dirname(final));
    for (const name of await readdir(dirname(final)))
      if (name.startsWith(prefix))
        await rm(join(dirname(final), name), { recursive: true, force: true, maxRetries: 5 });
    const part = join(dirname(final), `${prefix}${process.pid}`);
    await mkdir(part);
    const result = await fill(part);
    await rm(final, { recursive: true, force: true });
    await rename(part, final);
    return result;
  } catch (cause) {
    throw isSystemError(cause) ? diskError(cause, final, "write") : cause;
  }
}

function isSystemError(cause: unknown): boolean {
  return cause instanceof Error && "syscall" in cause && cause.name !== "AbortError";
}
