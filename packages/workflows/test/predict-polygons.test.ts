import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { unet } from "@undercoat/decoders";
import { resnet } from "@undercoat/encoders";
import { encodeGeoTiff, openGeoTiff } from "@undercoat/geotiff";
import { createRng } from "@undercoat/random";
import type { Crs, Grid } from "@undercoat/raster";
import { initialise, segmentationModel } from "@undercoat/segmentation";
import { saveModel } from "@undercoat/segmentation/node";
import { temporaryFolder } from "@undercoat/test-utils";
import { collectFeatures, openVector } from "@undercoat/vector";
import { beforeAll, expect, test } from "vitest";
import { type PolygonFileOptions, type PredictedMap, predictMap } from "../src/index.ts";

const folder = temporaryFolder();
const at = (name: string) => join(folder, name);
const scheme = {
  name: "two",
  classes: [
    { value: 3, name: "ground" },
    { value: 9, name: "roof" },
  ],
};
const SIZE = 160;
const gridOf = (crs: Crs): Grid => ({
  width: SIZE,
  height: SIZE,
  geotransform: [1_000_000, 2, 0, 8_000_000, 0, -2],
  crs,
});

beforeAll(async () => {
  const rng = createRng(8).fork("image");
  const data = Uint8Array.from({ length: SIZE * SIZE }, (_, pixel) => {
    const [x, y] = [pixel % SIZE, Math.floor(pixel / SIZE)];
    return 60 + 120 * ((x >> 5) % 2 === (y >> 5) % 2 ? 1 : 0) + rng.int(30);
  });
  for (const [name, crs] of [
    ["mercator", { kind: "epsg", code: 3857 }],
    ["nowhere", { kind: "unknown" }],
  ] as const)
    await writeFile(at(`${name}.tif`), encodeGeoTiff({ grid: gridOf(crs), data, bandCount: 1 }));
  const { useEngine } = await import("@undercoat/engines");
  await useEngine("auto");
  const model = segmentationModel({
    encoder: resnet({ depth: 18, inChannels: 1, width: 1 / 16 }),
    decoder: unet({ width: 1 / 16 }),
    scheme,
    bands: [{ name: "grey" }],
    normalisation: { mean: [130], standardDeviation: [60] },
  });
  initialise(model, { seed: 3 });
  await saveModel(at("model"), model);
});

async function predicted(
  raster: string,
  name: string,
  polygons: PolygonFileOptions,
  block = 4096,
): Promise<PredictedMap> {
  let result: PredictedMap | null = null;
  const tiling = { tile: 64, overlap: 0, block };
  const options = {
    models: [at("model")],
    rasters: [at(raster)],
    out: at(name),
    layers: { confidence: true },
    tiling,
  };
  for await (const report of predictMap({ ...options, polygons: { ...polygons, out: at(polygons.out) } }))
    result = report.result;
  if (result === null) throw new RangeError("no result");
  return result;
}

async function featuresOf(name: string) {
  const source = await openVector(at(name));
  const features = await collectFeatures(source.features());
  await source.close();
  return features;
}

test("polygons know no borders of tiles and blocks, cover the map, and say class, area and confidence", async () => {
  await predicted("mercator.tif", "whole.tif", { out: "whole.geojson" });
  await predicted("mercator.tif", "blocks.tif", { out: "blocks.geojson" }, 64);
  expect(await readFile(at("blocks.geojson"), "utf8")).toBe(await readFile(at("whole.geojson"), "utf8"));
  const features = await featuresOf("whole.geojson");
  const sum = (key: string) => features.reduce((total, { properties }) => total + Number(properties[key]), 0);
  expect(sum("pixels")).toBe(SIZE * SIZE);
  // Web Mercator at this latitude: lengths are 1 / cosh(y / R) of what they seem, on the sphere
  const shrink = 1 / Math.cosh(7_999_840 / 6_378_137);
  expect(sum("area_m2") / (SIZE * SIZE * 4 * shrink * shrink)).toBeCloseTo(1, 2);
  const confidence = await openGeoTiff(at("whole.confidence.tif"), { scaled: true });
  const { data } = await confidence.read();
  await confidence.close();
  const mean = (data as Float64Array).reduce((total, value) => total + value, 0) / data.length;
  const weighted = features.reduce(
    (total, { properties: { confidence: each, pixels } }) => total + Number(each) * Number(pixels),
    0,
  );
  expect(weighted / (SIZE * SIZE)).toBeCloseTo(mean, 6);
  expect(new Set(features.map(({ properties }) => properties["class"]))).toEqual(new Set(["ground", "roof"]));
});

test("classes, a smallest area, simplified outlines and another CRS", async () => {
  const all = await featuresOf("whole.geojson");
  const isLarge = ({ properties }: (typeof all)[number]) =>
    properties["class"] === "roof" && Number(properties["area_m2"]) >= 20;
  const choice = { classes: ["roof"], minArea: 20 };
  const { polygons } = await predicted("mercator.tif", "roofs.tif", { out: "roofs.fgb", ...choice });
  expect(polygons?.features).toBe(all.filter(isLarge).length);
  expect(polygons?.leftOut.regions).toBe(
    all.filter(({ properties }) => properties["class"] === "roof").length - all.filter(isLarge).length,
  );
  await predicted("mercator.tif", "simple.tif", { out: "simple.geojson", simplify: 1, crs: "EPSG:4326" });
  const simple = await featuresOf("simple.geojson");
  const corners = (features: typeof all) =>
    JSON.stringify(features.map(({ geometry }) => geometry)).split("[").length;
  expect(simple.length).toBe(all.length);
  expect(corners(simple)).toBeLessThan(corners(all));
  const key = ({ properties }: (typeof all)[number]) =>
    `${properties["class"]} ${properties["pixels"]} ${properties["confidence"]}`;
  expect(simple.map(key).toSorted()).toEqual(all.map(key).toSorted());
});

test("without a CRS there is no area on the ground; what cannot be is refused before anything is predicted", async () => {
  await predicted("nowhere.tif", "nowhere-map.tif", { out: "nowhere.geojson" });
  expect((await featuresOf("nowhere.geojson"))[0]?.properties).toMatchObject({ area_m2: null });
  const messageOf = (polygons: PolygonFileOptions) =>
    predicted("nowhere.tif", "x.tif", polygons).then(String, (error: Error) =>
      error.message.replaceAll(folder, "FOLDER"),
    );
  expect(await messageOf({ out: "x.shp" })).toMatchInlineSnapshot(
    `""FOLDER/x.shp" ends in none of .geojson, .json, .geojsonl, .fgb; the ending decides the format"`,
  );
  expect(await messageOf({ out: "x.fgb", classes: ["house"] })).toMatchInlineSnapshot(
    `"class "house" is none of this model (ground, roof); name one of them"`,
  );
  expect(await messageOf({ out: "x.fgb", crs: "EPSG:4326" })).toMatchInlineSnapshot(
    `"the raster has no CRS, so that its polygons cannot be moved to another; leave the CRS out"`,
  );
});
