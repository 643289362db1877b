import fc from "fast-check";
import { expect, test } from "vitest";
import { classMap } from "./class-map.ts";
import { connectedComponents } from "./connected-components.ts";
import { connectedRegions } from "./connected-regions.ts";

const maps = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .chain(([width, height]) =>
    fc
      .array(fc.constantFrom(0, 1, 2, 255), { minLength: width * height, maxLength: width * height })
      .map((values) => ({ width, height, data: Uint8Array.from(values) })),
  );

test("the regions of one value are the components of its map, in raster order", () => {
  fc.assert(
    fc.property(maps, fc.constantFrom(4 as const, 8 as const), (map, connectivity) => {
      const regions = connectedRegions(map, { connectivity });
      for (const value of [0, 1, 2]) {
        const { data, count, sizes } = connectedComponents(classMap(map, value), { connectivity });
        const own = [...regions.values.keys()].filter((number) => regions.values[number] === value);
        expect(own.map((number) => regions.sizes[number])).toEqual([...sizes]);
        expect(own).toHaveLength(count);
        const painted = new Int32Array(data.length);
        regions.numbers.forEach((number, run) => {
          if (regions.values[number] === value)
            painted.fill(own.indexOf(number) + 1, regions.starts[run], regions.ends[run]);
        });
        expect(painted).toEqual(data);
      }
      const seen = [...new Set(regions.numbers)];
      expect(seen).toEqual([...seen.keys()]);
    }),
  );
});

test("values are left out as asked, and unusable ones are named", () => {
  const map = { width: 4, height: 1, data: Uint8Array.of(0, 1, 255, 0) };
  expect(connectedRegions(map, { leaveOut: [0] })).toMatchObject({ count: 2, values: Uint8Array.of(1, 255) });
  expect(() => connectedRegions(map, { leaveOut: [300] })).toThrow("class index is 300");
});
