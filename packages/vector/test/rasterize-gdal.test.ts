// The oracle is gdal_rasterize of GDAL 3.6.2 (fixtures/generate.py).
import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import type { Geotransform } from "@undercoat/raster";
import { describe, expect, test } from "vitest";
import { type Feature, type Geometry, labelBurner, rasterize } from "../src/index.ts";

interface RasterizeCase {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly geotransform: Geotransform;
  readonly allTouched: boolean;
  readonly geometries: readonly Geometry[];
  readonly values: readonly number[];
  readonly expected: string;
}

const cases: readonly RasterizeCase[] = JSON.parse(
  readFileSync(new URL("fixtures/rasterize.json", import.meta.url), "utf8"),
);
const scheme = { name: "values", classes: [0, 1, 2, 3, 4, 5].map((value) => ({ value, name: `${value}` })) };

describe.each(cases)("$name", ({ width, height, geotransform, allTouched, geometries, values, expected }) => {
  const grid = { width, height, geotransform, crs: { kind: "unknown" } } as const;
  const features = geometries.map(
    (geometry, index): Feature => ({ type: "Feature", properties: { value: values[index] }, geometry }),
  );
  const options = {
    grid,
    scheme,
    allTouched,
    burn: ({ properties }: Feature) => ({ classIndex: Number(properties["value"]) }),
  };
  const wanted = new Uint8Array(inflateSync(Buffer.from(expected, "base64")));

  test("0 pixels differ from gdal_rasterize", () => {
    const { data } = rasterize(features, options);
    expect(data.reduce((count, value, pixel) => count + (value === wanted[pixel] ? 0 : 1), 0)).toBe(0);
  });

  test("windows hold the same pixels as the whole", () => {
    const burner = labelBurner(features, options);
    for (const [x, y, size] of [
      [0, 0, 16],
      [7, 11, 23],
      [33, 20, 27],
    ] as const) {
      const { data } = burner.burn({ x, y, width: size, height: size });
      for (let row = 0; row < size; row++) {
        const from = (y + row) * width + x;
        expect(data.subarray(row * size, (row + 1) * size)).toEqual(wanted.subarray(from, from + size));
      }
    }
  });
});
