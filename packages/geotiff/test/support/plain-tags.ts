import { readFileSync } from "node:fs";

/** What a test knows of a file without the reader it tests. */
export interface PlainTags {
  readonly isBigEndian: boolean;
  /** First value of each tag of the first image that holds a short or a long. */
  readonly values: ReadonlyMap<number, number>;
}

/** The tags of the first image of a sound file, read naively. */
export function plainTags(path: string): PlainTags {
  const bytes = readFileSync(path);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isBigEndian = bytes[0] === 0x4d;
  const isBig = view.getUint16(2, !isBigEndian) === 43;
  const long = (at: number) =>
    isBig ? Number(view.getBigUint64(at, !isBigEndian)) : view.getUint32(at, !isBigEndian);
  const start = long(isBig ? 8 : 4);
  const count = isBig ? long(start) : view.getUint16(start, !isBigEndian);
  const [head, size, valueAt] = isBig ? [8, 20, 12] : [2, 12, 8];
  const values = new Map<number, number>();
  for (let entry = 0; entry < count; entry++) {
    const at = start + head + entry * size;
    const [tag, type] = [view.getUint16(at, !isBigEndian), view.getUint16(at + 2, !isBigEndian)];
    if (type !== 3 && type !== 4) continue;
    const bytesOfAll = long(at + 4) * (type === 3 ? 2 : 4);
    const position = bytesOfAll <= (isBig ? 8 : 4) ? at + valueAt : long(at + valueAt);
    values.set(
      tag,
      type === 3 ? view.getUint16(position, !isBigEndian) : view.getUint32(position, !isBigEndian),
    );
  }
  return { isBigEndian, values };
}
