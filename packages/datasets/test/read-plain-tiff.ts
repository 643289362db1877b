import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";

/** Pixels of a small file, `[height, width, band]`. */
export interface PlainTiff {
  readonly width: number;
  readonly height: number;
  readonly bandCount: number;
  readonly data: Uint8Array;
}

/** Reads the one layout of the demo sample: uint8, tiled, deflate, predictor 2, pixel-interleaved. */
export function readPlainTiff(path: string): PlainTiff {
  const bytes = readFileSync(path);
  const tags = readTags(bytes);
  const one = (tag: number) => tags.get(tag)?.[0] ?? 1;
  const [width, height, bandCount, side, tileHeight] = [256, 257, 277, 322, 323].map(one) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const data = new Uint8Array(width * height * bandCount);
  const across = Math.ceil(width / side);
  for (const [index, offset] of (tags.get(324) ?? []).entries()) {
    const tile = inflateSync(bytes.subarray(offset, offset + tags.get(325)![index]!));
    if (one(317) === 2) undoPredictor(tile, side * bandCount, bandCount);
    const left = (index % across) * side;
    const top = Math.floor(index / across) * tileHeight;
    const row = Math.min(side, width - left) * bandCount;
    for (let y = 0; y < Math.min(tileHeight, height - top); y++) {
      const from = y * side * bandCount;
      data.set(tile.subarray(from, from + row), ((top + y) * width + left) * bandCount);
    }
  }
  return { width, height, bandCount, data };
}

function undoPredictor(tile: Uint8Array, rowLength: number, bandCount: number): void {
  for (let i = 0; i < tile.length; i++) {
    if (i % rowLength >= bandCount) tile[i]! += tile[i - bandCount]!;
  }
}

function readTags(bytes: Buffer): Map<number, number[]> {
  const start = bytes.readUInt32LE(4);
  const tags = new Map<number, number[]>();
  for (let entry = start + 2; entry < start + 2 + bytes.readUInt16LE(start) * 12; entry += 12) {
    const type = bytes.readUInt16LE(entry + 2);
    if (type !== 3 && type !== 4) continue;
    const size = type === 3 ? 2 : 4;
    const count = bytes.readUInt32LE(entry + 4);
    const at = count * size <= 4 ? entry + 8 : bytes.readUInt32LE(entry + 8);
    const read = (i: number) =>
      type === 3 ? bytes.readUInt16LE(at + i * 2) : bytes.readUInt32LE(at + i * 4);
    tags.set(
      bytes.readUInt16LE(entry),
      Array.from({ length: count }, (_, i) => read(i)),
    );
  }
  return tags;
}
