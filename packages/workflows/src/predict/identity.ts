import { stat } from "node:fs/promises";
import path from "node:path";
import { openFileChecked, sha256, sha256File } from "@undercoat/files";

/** Bytes of each end of a file that tell it from others. */
const END = 2 ** 16;

/** What tells a model folder from others: the checksums of what makes its numbers. */
export async function modelIdentity(folder: string): Promise<string> {
  const sums = [];
  for (const name of ["undercoat.json", "weights.bin"]) sums.push(await sha256File(path.join(folder, name)));
  return sha256(sums.join("")).slice(0, 16);
}

/** What tells a raster from others, without reading all of it: its name, its size and both its ends. */
export async function rasterIdentity(
  file: string,
): Promise<{ readonly name: string; readonly bytes: number | null; readonly ends: string | null }> {
  if (/^https?:/i.test(file)) return { name: file, bytes: null, ends: null };
  const { size } = await stat(file);
  const handle = await openFileChecked(file);
  try {
    const length = Math.min(END, size);
    const ends = new Uint8Array(2 * length);
    await handle.read(ends, 0, length, 0);
    await handle.read(ends, length, length, size - length);
    return { name: path.basename(file), bytes: size, ends: sha256(ends).slice(0, 16) };
  } finally {
    await handle.close();
  }
}
