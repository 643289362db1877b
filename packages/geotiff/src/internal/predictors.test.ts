import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeGeoTiff } from "../encode-geotiff.ts";
import { openGeoTiffBuffer } from "../open-geotiff.ts";
import { undoDifferencesInto } from "./predictors.ts";

const shorts = (most: number) =>
  fc.array(fc.oneof(fc.nat(65_535), fc.constantFrom(0, 1, 0x7fff, 0x8000, 0xffff)), { maxLength: most });

test("differences of shorts are undone for any row, stride and place in memory", () => {
  fc.assert(
    fc.property(
      shorts(200),
      fc.integer({ min: 1, max: 6 }),
      fc.integer({ min: 1, max: 9 }),
      fc.nat(1),
      (values, stride, pixels, shift) => {
        const rowLength = stride * pixels;
        const words = new Uint16Array(new ArrayBuffer(2 * (values.length + shift)), 2 * shift, values.length);
        words.set(values);
        const expected = [...values];
        for (let index = 0; index < expected.length; index++)
          if (index % rowLength >= stride)
            expected[index] = (expected[index]! + expected[index - stride]!) % 65_536;
        undoDifferencesInto(words, { rowLength, stride });
        expect([...words]).toEqual(expected);
      },
    ),
  );
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
