import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Grid, labelMap, raster, resampleLabels, resampleRaster } from "../src/index.ts";

interface Stored {
  readonly width: number;
  readonly height: number;
  readonly geotransform: readonly [number, number, number, number, number, number];
  readonly epsg: number;
  readonly data: readonly number[];
}

interface WarpCase {
  readonly id: string;
  readonly kind: "image" | "labels";
  readonly method: "nearest" | "bilinear" | "average" | "mode";
  readonly source: number;
  readonly target: Stored;
}

interface Warps {
  readonly nodata: number;
  readonly sources: readonly Stored[];
  readonly cases: readonly WarpCase[];
}

/** Samples to 100 in float32, and the two decimals of the file. */
const TOLERANCE = 6e-3;
const RADIUS = 6_378_137;
const scheme = { name: "four", classes: [0, 1, 2, 3].map((value) => ({ value, name: `class ${value}` })) };
const path = new URL("fixtures/resampled.json", import.meta.url);
const { nodata, sources, cases } = JSON.parse(readFileSync(path, "utf8")) as Warps;

const gridOf = ({ width, height, geotransform, epsg }: Stored): Grid => ({
  width,
  height,
  geotransform,
  crs: { kind: "epsg", code: epsg },
});

/** Spherical Mercator to longitude and latitude. */
function fromMercator(x: number, y: number): readonly [number, number] {
  const degrees = 180 / Math.PI;
  return [(x / RADIUS) * degrees, (2 * Math.atan(Math.exp(y / RADIUS)) - Math.PI / 2) * degrees];
}

describe("resampling equals GDAL (nearest, bilinear) and measured areas (average, mode)", () => {
  test.each(cases)("$id", ({ kind, method, source: index, target }) => {
    const source = sources[index];
    if (source === undefined) throw new RangeError(`no source ${index}`);
    const options = source.epsg === target.epsg ? {} : { transform: fromMercator };
    const place = { ...gridOf(source), bands: [{ name: "b" }] };
    if (kind === "labels") {
      if (method !== "nearest" && method !== "mode") throw new RangeError(method);
      const labels = labelMap({ ...place, scheme, data: Uint8Array.from(source.data) });
      const { data } = resampleLabels(labels, gridOf(target), { method, ...options });
      expect([...data]).toEqual(target.data);
      return;
    }
    if (method === "mode") throw new RangeError(method);
    const image = raster({
      ...place,
      data: Float32Array.from(source.data),
      validity: Uint8Array.from(source.data, (sample) => (sample === nodata ? 0 : 1)),
    });
    const { data, validity } = resampleRaster(image, gridOf(target), { method, ...options });
    const valid = [...data.keys()].map((pixel) => validity?.[pixel] ?? 1);
    expect(valid).toEqual(target.data.map((sample) => (sample === nodata ? 0 : 1)));
    target.data.forEach((sample, pixel) => {
      if (sample !== nodata) expect(Math.abs((data[pixel] ?? Number.NaN) - sample)).toBeLessThan(TOLERANCE);
    });
  });
});
