import { labelMap } from "@undercoat/raster";
import fc from "fast-check";
import { expect, test } from "vitest";
import { polygonize } from "./polygonize.ts";
import { polygonizeStrips, type StripRegion } from "./polygonize-strips.ts";

const geotransform = [100, 2, 0, 50, 0, -2] as const;
const classes = Array.from({ length: 4 }, (_, value) => ({ value, name: `class ${value}` }));
const scheme = { name: "four", classes };

/** The regions of a map that comes in strips of so many rows. */
async function traced(
  data: Uint8Array,
  width: number,
  rows: number,
  values?: Uint8Array,
): Promise<StripRegion[]> {
  const strips = [];
  for (let from = 0; from < data.length; from += rows * width) {
    const [to, mine] = [from + rows * width, values?.subarray(from, from + rows * width)];
    strips.push({ data: data.subarray(from, to), values: mine });
  }
  const regions = [];
  for await (const region of polygonizeStrips(strips, { width, geotransform })) regions.push(region);
  return regions.toSorted((a, b) => a.first - b.first);
}

const maps = fc
  .tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 3 }))
  .chain(([width, height, most]) =>
    fc.record({
      width: fc.constant(width),
      data: fc.uint8Array({ minLength: width * height, maxLength: width * height, max: most }),
      rows: fc.integer({ min: 1, max: height }),
    }),
  );

test("strips of any height give the polygons of the whole map, with the same rings", async () => {
  await fc.assert(
    fc.asyncProperty(maps, async ({ width, data, rows }) => {
      const indices = data.map((value) => (value === 3 ? 255 : value));
      const height = data.length / width;
      const labels = labelMap({ width, height, scheme, data: indices, geotransform });
      const { features } = polygonize(labels);
      const regions = await traced(indices, width, rows);
      expect(regions.map(({ classIndex, pixels }) => [classIndex, pixels])).toEqual(
        features.map(({ properties }) => [properties["classIndex"], properties["pixels"]]),
      );
      regions.forEach(({ geometry }, at) => {
        expect(ringsOf(geometry)).toEqual(ringsOf(features[at]!.geometry!));
      });
    }),
    { numRuns: 300 },
  );
});

/** Rings from their smallest corner on, in one order. */
function ringsOf(geometry: { readonly type: string; readonly coordinates?: unknown }): string[] {
  return (geometry.coordinates as number[][][])
    .map((ring) => {
      const open = ring.slice(0, -1).map(String);
      const first = open.indexOf(open.toSorted()[0]!);
      return [...open.slice(first), ...open.slice(0, first)].join(" ");
    })
    .toSorted();
}

test("the mean of a region is that of its values", async () => {
  const data = Uint8Array.of(1, 1, 0, 1, 0, 0, 1, 1, 1);
  const values = Uint8Array.of(10, 20, 90, 30, 80, 70, 40, 50, 60);
  const regions = await traced(data, 3, 2, values);
  expect(regions.map(({ classIndex, mean }) => [classIndex, mean])).toEqual([
    [1, 35],
    [0, 80],
  ]);
  expect((await traced(data, 3, 1)).map(({ mean }) => mean)).toEqual([null, null]);
});

test("only the classes that are wanted become regions, and memory is given back", async () => {
  const width = 200;
  function* strips() {
    for (let row = 0; row < 3000; row++)
      yield { data: Uint8Array.from({ length: width }, (_, x) => (x % 4 < 2 && row % 4 < 2 ? 1 : 0)) };
  }
  let count = 0;
  for await (const { pixels, classIndex } of polygonizeStrips(strips(), {
    width,
    geotransform,
    classIndices: [1],
  })) {
    expect([pixels, classIndex]).toEqual([4, 1]);
    count += 1;
  }
  expect(count).toBe(50 * 750);
});

test("a strip that is no whole number of rows is refused", async () => {
  await expect(traced(new Uint8Array(7), 3, 9)).rejects.toThrowErrorMatchingInlineSnapshot(
    `[VectorError: a strip has 7 pixels, but whole rows of 3 were expected; cut the map between rows]`,
  );
});
