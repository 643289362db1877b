import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeGeoTiff } from "../encode-geotiff.ts";
import { openGeoTiffBuffer } from "../open-geotiff.ts";
import { undoDifferencesInto } from "./predictors.ts";

const MAKES = [
  (buffer: ArrayBuffer, at: number, length: number) => new Uint8Array(buffer, at, length),
  (buffer: ArrayBuffer, at: number, length: number) => new Uint16Array(buffer, at, length),
  (buffer: ArrayBuffer, at: number, length: number) => new Uint32Array(buffer, at, length),
  (buffer: ArrayBuffer, at: number, length: number) => new BigUint64Array(buffer, at, length),
];
const edges = [
  0n,
  1n,
  0x7fn,
  0x80n,
  0xffn,
  0x7fffn,
  0x8000n,
  0xffffn,
  0xffff_ffffn,
  2n ** 63n,
  2n ** 64n - 1n,
];
const values = fc.array(fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.constantFrom(...edges)), {
  maxLength: 300,
});

test.each([1, 2, 4, 8])(
  "differences of words of %i bytes are undone for any row, stride and place in memory",
  (bytes) => {
    const make = MAKES[Math.log2(bytes)]!;
    const most = 2n ** BigInt(8 * bytes);
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(1),
        (list, stride, pixels, shift) => {
          const rowLength = stride * pixels;
          const words = make(new ArrayBuffer(bytes * (list.length + shift)), bytes * shift, list.length);
          const expected = list.map((value) => value % most);
          for (const [index, value] of expected.entries()) words[index] = bytes === 8 ? value : Number(value);
          for (let index = 0; index < expected.length; index++)
            if (index % rowLength >= stride)
              expected[index] = (expected[index]! + expected[index - stride]!) % most;
          undoDifferencesInto(words, { rowLength, stride });
          expect([...words].map(BigInt)).toEqual(expected);
        },
      ),
    );
  },
);

test.each([16_000, 70_000, 140_000])("rows of %i bytes, several of them, two bands", (rowLength) => {
  const words = Uint8Array.from({ length: 5 * rowLength - 7 }, (_, at) => (at * 2654435761) >>> 7);
  const expected = words.slice();
  for (let index = 0; index < expected.length; index++)
    if (index % rowLength >= 2) expected[index]! += expected[index - 2]!;
  undoDifferencesInto(words, { rowLength, stride: 2 });
  expect(Buffer.compare(words, expected)).toBe(0);
});

test("a window that is one tile equals the same pixels of the whole, and belongs to who asked", async () => {
  const [width, height, bandCount] = [96, 64, 4];
  const grid = { width, height, geotransform: null, crs: { kind: "unknown" } } as const;
  const data = Uint16Array.from(
    { length: width * height * bandCount },
    (_, at) => (at * 2654435761) % 65_536,
  );
  const source = await openGeoTiffBuffer(encodeGeoTiff({ grid, data, bandCount, tileSize: 32 }), "tiles.tif");
  const window = { x: 32, y: 32, width: 32, height: 32 };
  const read = async (bands?: number[]) => (await source.read({ window, ...(bands && { bands }) })).data;
  const first = await read();
  for (let row = 0; row < 32; row++) {
    const from = ((32 + row) * width + 32) * bandCount;
    expect(first.subarray(row * 32 * bandCount, (row + 1) * 32 * bandCount)).toEqual(
      data.subarray(from, from + 32 * bandCount),
    );
  }
  const copy = first.slice();
  first.fill(7);
  expect(await read()).toEqual(copy);
  const turned = await read([4, 3, 2, 1]);
  expect([...turned.subarray(0, 4)]).toEqual([...copy.subarray(0, 4)].toReversed());
});
