import { open } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

let counter = 0;

/** A hidden name beside `path` that no other process uses: it carries the process id. */
export function temporaryName(path: string): string {
  counter += 1;
  const start = basename(path).slice(0, 60); // the whole name must stay below 255 bytes
  return join(dirname(path), `.${start}.${process.pid}.${counter}.tmp`);
}

/** Writes a new file and waits until the disk has it. */
export async function writeDurably(path: string, data: string | Uint8Array): Promise<void> {
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
