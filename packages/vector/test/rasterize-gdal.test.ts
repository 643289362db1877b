// The oracle is gdal_rasterize of GDAL 3.6.2 (fixtures/generate.py, fixtures/generate-crossing.py).
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

const cases = ["rasterize.json", "rasterize-crossing.json"].flatMap((name): readonly RasterizeCase[] =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8")),
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
    for (const [left, top, right, bottom] of [
      [0, 0, 0.3, 0.4],
      [0.1, 0.2, 0.6, 0.9],
      [0.5, 0.3, 1, 1],
    ] as const) {
      const [x, y] = [Math.floor(left * width), Math.floor(top * height)];
      const size = { width: Math.floor(right * width) - x, height: Math.floor(bottom * height) - y };
      const { data } = burner.burn({ x, y, ...size });
      for (let row = 0; row < size.height; row++) {
        const from = (y + row) * width + x;
        const part = data.subarray(row * size.width, (row + 1) * size.width);
        expect(part).toEqual(wanted.subarray(from, from + size.width));
      }
    }
  });
});
