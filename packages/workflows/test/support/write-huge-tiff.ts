import { writeFileSync } from "node:fs";
import { deflateSync } from "node:zlib";

const TILE = 512;

/** Entry of a TIFF directory: tag, type (3 = short, 4 = long, 12 = double), values. */
type Entry = readonly [tag: number, type: 3 | 4 | 12, values: readonly number[]];

const BYTES = { 3: 2, 4: 4, 12: 8 } as const;

/**
 * Writes a GeoTIFF of one band of bytes of `size`² pixels. Every twentieth tile holds noise, the others zeros, which are
 * data: there is no nodata value. Tiles of equal content share their bytes, so that the file is small.
 */
export function writeHugeTiff(path: string, size: number, noise: Uint8Array): void {
  const across = Math.ceil(size / TILE);
  const blocks = [deflateSync(new Uint8Array(TILE * TILE)), deflateSync(noise.subarray(0, TILE * TILE))];
  const starts = [8, 8 + blocks[0]!.length];
  const kinds = Array.from({ length: across * across }, (_, tile) => (tile % 20 === 7 ? 1 : 0));
  const entries: Entry[] = [
    [256, 4, [size]],
    [257, 4, [size]],
    [258, 3, [8]],
    [259, 3, [8]],
    [262, 3, [1]],
    [277, 3, [1]],
    [322, 3, [TILE]],
    [323, 3, [TILE]],
    [324, 4, kinds.map((kind) => starts[kind]!)],
    [325, 4, kinds.map((kind) => blocks[kind]!.length)],
    [33550, 12, [0.5, 0.5, 0]],
    [33922, 12, [0, 0, 0, 300_000, 5_000_000, 0]],
    [34735, 3, [1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, 32_632]],
  ];
  writeFileSync(path, tiffOf(Buffer.concat(blocks), entries));
}

function tiffOf(blocks: Buffer, entries: readonly Entry[]): Buffer {
  const directory = 8 + blocks.length + (blocks.length % 2);
  const head = Buffer.alloc(directory);
  head.write("II*\0", "latin1");
  head.writeUInt32LE(directory, 4);
  blocks.copy(head, 8);
  const list = Buffer.alloc(2 + 12 * entries.length + 4);
  list.writeUInt16LE(entries.length, 0);
  const rest: Buffer[] = [];
  let place = directory + list.length;
  entries.forEach(([tag, type, values], at) => {
    const bytes = Buffer.alloc(Math.ceil((BYTES[type] * values.length) / 4) * 4);
    values.forEach((value, index) => {
      if (type === 3) bytes.writeUInt16LE(value, 2 * index);
      else if (type === 4) bytes.writeUInt32LE(value, 4 * index);
      else bytes.writeDoubleLE(value, 8 * index);
    });
    const entry = 2 + 12 * at;
    list.writeUInt16LE(tag, entry);
    list.writeUInt16LE(type, entry + 2);
    list.writeUInt32LE(values.length, entry + 4);
    if (bytes.length <= 4) bytes.copy(list, entry + 8);
    else {
      list.writeUInt32LE(place, entry + 8);
      rest.push(bytes);
      place += bytes.length;
    }
  });
  return Buffer.concat([head, list, ...rest]);
}
