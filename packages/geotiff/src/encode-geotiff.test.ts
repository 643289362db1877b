import type { Grid, SampleArray } from "@undercoat/raster";
import * as fc from "fast-check";
import { fromArrayBuffer } from "geotiff";
import { expect, test } from "vitest";
import { encodeGeoTiff } from "./encode-geotiff.ts";
import { openGeoTiffBuffer } from "./open-geotiff.ts";

const nowhere = { geotransform: null, crs: { kind: "unknown" } } as const;
const ARRAYS = [
  Uint8Array,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
];

function filled(ArrayType: (typeof ARRAYS)[number], length: number): SampleArray {
  const samples = new ArrayType(length);
  const low = ArrayType.name.startsWith("U") ? 0 : 2 ** 31;
  for (let index = 0; index < length; index++) samples[index] = ((index * 2654435761) % 2 ** 32) - low;
  return samples;
}

test.each(ARRAYS)("%o comes back with every sample and its sign", async (ArrayType) => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 5 }),
      async (width, height, bandCount) => {
        const data = filled(ArrayType, width * height * bandCount);
        const source = await openGeoTiffBuffer(
          encodeGeoTiff({ grid: { width, height, ...nowhere }, data, bandCount }),
          "x",
        );
        expect((await source.read()).data).toEqual(data);
      },
    ),
    { numRuns: 8, seed: 5 },
  );
});

test.each(ARRAYS)("%o is read the same by a second reader, geotiff.js", async (ArrayType) => {
  const grid = {
    width: 300,
    height: 260,
    geotransform: [500000, 10, 0, 4200000, 0, -10],
    crs: { kind: "epsg", code: 32618 },
  } as const;
  const data = filled(ArrayType, 300 * 260 * 2);
  const bytes = encodeGeoTiff({ grid, data, bandCount: 2, nodata: 7 });
  const image = await (await fromArrayBuffer(bytes.slice().buffer)).getImage(0);
  const read = await image.readRasters({ interleave: true });
  expect(Array.from(read as unknown as ArrayLike<number>)).toEqual(Array.from(data));
  expect(image.getBoundingBox()).toEqual([500000, 4197400, 503000, 4200000]);
  expect(image.getGDALNoData()).toBe(7);
  expect(image.getGeoKeys()).toMatchObject({
    GTModelTypeGeoKey: 1,
    GTRasterTypeGeoKey: 1,
    ProjectedCSTypeGeoKey: 32618,
  });
});

test.each<[string, Pick<Grid, "geotransform" | "crs">]>([
  [
    "north up",
    { geotransform: [500000.123456789, 0.3, 0, 4200000.5, 0, -0.3], crs: { kind: "epsg", code: 3857 } },
  ],
  ["geographic", { geotransform: [12.5, 1e-5, 0, 45.25, 0, -1e-5], crs: { kind: "epsg", code: 4326 } }],
  [
    "geographic beyond the old codes",
    { geotransform: [140, 1, 0, -30, 0, -1], crs: { kind: "epsg", code: 7844 } },
  ],
  [
    "projected among the geographic codes",
    { geotransform: [0, 1, 0, 0, 0, -1], crs: { kind: "epsg", code: 4087 } },
  ],
  ["rotated", { geotransform: [500000, 10, 2, 4200000, 3, -10], crs: { kind: "epsg", code: 32618 } }],
  ["south up", { geotransform: [500000, 10, 0, 4200000, 0, 10], crs: { kind: "unknown" } }],
  ["mirrored", { geotransform: [500000, -10, 0, 4200000, 0, -10], crs: { kind: "unknown" } }],
  ["nowhere", nowhere],
])("the place comes back: %s", async (_, place) => {
  const bytes = encodeGeoTiff({
    grid: { width: 1, height: 1, ...place },
    data: Uint8Array.of(1),
    bandCount: 1,
  });
  expect(await openGeoTiffBuffer(bytes, "x")).toMatchObject({ width: 1, height: 1, ...place });
});

test("names of bands and nodata come back, also odd ones", async () => {
  const bandNames = ["near infrared", 'a<b> & "c" &amp; é'];
  const grid = { width: 1, height: 1, ...nowhere };
  const source = await openGeoTiffBuffer(
    encodeGeoTiff({
      grid,
      data: Float32Array.of(1, Number.NaN),
      bandCount: 2,
      bandNames,
      nodata: Number.NaN,
    }),
    "x",
  );
  expect(source.bands.map(({ name }) => name)).toEqual(bandNames);
  expect(source.nodata).toBeNaN();
  expect((await source.read()).validity).toEqual(Uint8Array.of(0));
});

test("red, green and blue are stored as such", async () => {
  const parts = { grid: { width: 1, height: 1, ...nowhere }, data: Uint8Array.of(1, 2, 3, 4), bandCount: 4 };
  const source = await openGeoTiffBuffer(
    encodeGeoTiff({ ...parts, bandNames: ["red", "green", "blue", "nir"] }),
    "x",
  );
  expect(source.info.photometric).toBe("RGB");
  expect(source.info.validityFrom).toEqual([]);
});

test("what a GeoTIFF cannot hold is refused", () => {
  const grid = { width: 2, height: 2, ...nowhere };
  const data = Uint8Array.of(1, 2, 3, 4);
  const refused = (parts: Partial<Parameters<typeof encodeGeoTiff>[0]>, words: string) =>
    expect(() => encodeGeoTiff({ grid, data, bandCount: 1, ...parts })).toThrow(
      expect.objectContaining({ code: "NOT_WRITABLE", message: expect.stringContaining(words) }),
    );
  refused({ bandCount: 2 }, "8 samples were expected (2 bands), got 4");
  refused({ bandCount: 0 }, "0 bands");
  refused({ data: [1, 2, 3, 4] as never }, "its data is Array");
  refused({ data: new BigInt64Array(4) as never }, "its data is BigInt64Array");
  refused({ nodata: -1 }, "nodata -1 is no uint8");
  refused({ nodata: 0.5 }, "nodata 0.5 is no uint8");
  refused({ bandNames: ["a", "b"] }, "2 names");
  refused({ data: Int8Array.from(data), palette: [] }, "palette needs one band of uint8 or uint16");
  refused({ palette: [{ value: 256, color: "ffffff" }] }, "uint8 holds 0 to 255");
  refused({ palette: [{ value: 1, color: "blue" }] }, "six hexadecimal digits");
});

test("the data is left as it was", () => {
  const data = Int16Array.of(3, -4, 5, 6);
  encodeGeoTiff({ grid: { width: 2, height: 2, ...nowhere }, data, bandCount: 1 });
  expect(data).toEqual(Int16Array.of(3, -4, 5, 6));
});
