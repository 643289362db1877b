import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { encodeGeoTiff } from "./encode-geotiff.ts";
import { rasterInfo } from "./raster-info.ts";

function written(nodata: number, data: Float32Array | Int16Array): string {
  const path = join(temporaryFolder(), "x.tif");
  const grid = {
    width: 2,
    height: 2,
    geotransform: [100, 10, 0, 200, 0, -5],
    crs: { kind: "epsg", code: 32618 },
  } as const;
  writeFileSync(path, encodeGeoTiff({ grid, data, bandCount: 2, nodata, bandNames: ["a", "b"] }));
  return path;
}

test("without options the header is told", async () => {
  const path = written(-1, Int16Array.of(1, 2, 3, 4, 5, 6, 7, 8));
  expect(await rasterInfo(path)).toEqual({
    name: path,
    width: 2,
    height: 2,
    dtype: "int16",
    nodata: -1,
    geotransform: [100, 10, 0, 200, 0, -5],
    crs: "EPSG:32618",
    bounds: [100, 190, 120, 200],
    levels: [{ width: 2, height: 2 }],
    byteOrder: "little-endian",
    isBigTiff: false,
    compression: "deflate",
    predictor: 2,
    interleave: "pixel",
    isTiled: true,
    blockWidth: 16,
    blockHeight: 16,
    bitsPerSample: 16,
    photometric: "black is zero",
    imageCount: 1,
    overviewCount: 0,
    validityFrom: ["nodata"],
    scales: null,
    offsets: null,
    notes: [],
    bands: [
      { name: "a", dtype: "int16" },
      { name: "b", dtype: "int16" },
    ],
  });
});

test("statistics count the valid pixels of each band by itself", async () => {
  const path = written(-1, Int16Array.of(1, -1, 3, -1, 5, -1, -1, -1));
  const { bands } = await rasterInfo(path, { statistics: true });
  expect(bands).toEqual([
    { name: "a", dtype: "int16", validCount: 3, min: 1, max: 5, mean: 3 },
    { name: "b", dtype: "int16", validCount: 0, min: null, max: null, mean: null },
  ]);
});

test("the result is plain JSON, also with NaN as nodata", async () => {
  const path = written(Number.NaN, Float32Array.of(1, Number.NaN, 3, 4, 5, 6, 7, Number.NEGATIVE_INFINITY));
  const info = await rasterInfo(path, { statistics: true, checksums: true });
  expect(info.nodata).toBe("NaN");
  expect(info.bands[1]).toMatchObject({ validCount: 2, min: 4, max: 6, mean: 5 });
  expect(JSON.parse(JSON.stringify(info))).toEqual(info);
});

test("a signal stops the reading of pixels", async () => {
  const path = written(-1, Int16Array.of(1, 2, 3, 4, 5, 6, 7, 8));
  await expect(rasterInfo(path, { statistics: true, signal: AbortSignal.abort() })).rejects.toMatchObject({
    name: "AbortError",
  });
});
