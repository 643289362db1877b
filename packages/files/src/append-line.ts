import { type FileHandle, open } from "node:fs/promises";
import { dirname } from "node:path";
import { diskError } from "./disk-error.ts";
import { FilesError } from "./errors.ts";
import { makeFolders } from "./internal/durable.ts";

const LINE_BREAK = 10;

/**
 * Appends one line to a file, such as a JSON record. Missing folders and the file are made. A line that
 * a killed process left without its end is closed first, so that the new line stands alone; where the
 * write fails, the file is cut back to its former length. One writer at a time.
 *
 * @throws {FilesError} `NOT_ONE_LINE` if `line` holds a line break, else as `writeFileAtomic`.
 *
 * @example
 * ```ts
 * await appendLine("runs/a/events.jsonl", JSON.stringify({ step: 1, loss: 0.7 }));
 * ```
 */
export async function appendLine(path: string, line: string): Promise<void> {
  if (/[\r\n]/.test(line)) {
    throw new FilesError("NOT_ONE_LINE", {
      message: `cannot append to "${path}": the line holds a line break, one line was expected; escape it`,
      context: { path, length: line.length },
    });
  }
  try {
    await makeFolders(dirname(path));
    const file = await open(path, "a+");
    try {
      await appendWhole(file, line);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw diskError(cause, path, "write");
  }
}

async function appendWhole(file: FileHandle, line: string): Promise<void> {
  const { size } = await file.stat();
  try {
    await file.appendFile(`${(await endsOpen(file, size)) ? "\n" : ""}${line}\n`);
  } catch (cause) {
    await file.truncate(size).catch(() => undefined); // the failed write is the error to report
    throw cause;
  }
}

async function endsOpen(file: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return false;
  const last = new Uint8Array(1);
  await file.read(last, 0, 1, size - 1);
  return last[0] !== LINE_BREAK;
}
