import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openGeoTiff, writeLabelGeoTiff } from "@undercoat/geotiff";
import { temporaryFolder } from "@undercoat/test-utils";
import { type Feature, rasterize, writeGeoJson } from "@undercoat/vector";
import { beforeAll, expect, test } from "vitest";
import { rasterizeLabels } from "../src/files.ts";

const folder = temporaryFolder();
const features = join(folder, "features.geojson");
const crs = { kind: "epsg", code: 32633 } as const;
const scheme = {
  name: "cover",
  classes: [
    { value: 10, name: "other" },
    { value: 20, name: "field", colorHint: "c0a000" },
    { value: 30, name: "road" },
  ],
};
/** A diamond and a road across most of the map, in metres of the CRS. */
const shapes: readonly Feature[] = [
  {
    type: "Feature",
    properties: { class: "field" },
    geometry: {
      type: "Polygon",
      coordinates: [
        [
          [500100.2, 5290000],
          [515000, 5299000.7],
          [529000, 5285000],
          [515000, 5271000],
          [500100.2, 5290000],
        ],
      ],
    },
  },
  {
    type: "Feature",
    properties: { class: "road" },
    geometry: {
      type: "LineString",
      coordinates: [
        [500000.5, 5299999.5],
        [529999.5, 5270000.5],
      ],
    },
  },
];

beforeAll(() => writeGeoJson(features, shapes, { crs }));

test("burnt window by window, the file is that of the whole, byte for byte", async () => {
  // 10 000 columns are more than one window, 600 rows more than one tile
  const bounds = [510000, 5290000, 520000, 5290600];
  const [out, whole] = [join(folder, "windows.tif"), join(folder, "whole.tif")];
  const made = await rasterizeLabels({
    features,
    out,
    scheme,
    property: "class",
    background: null,
    crs: "EPSG:32633",
    bounds,
    pixelSize: 1,
  });
  const labels = rasterize(shapes, {
    grid: { width: 10000, height: 600, geotransform: [510000, 1, 0, 5290600, 0, -1], crs },
    scheme,
    background: 255,
    burn: ({ properties }) => ({ classIndex: properties["class"] === "field" ? 1 : 2 }),
  });
  await writeLabelGeoTiff(whole, labels);
  expect(readFileSync(out).equals(readFileSync(whole))).toBe(true);
  expect(readFileSync(`${out}.aux.xml`, "utf8")).toBe(readFileSync(`${whole}.aux.xml`, "utf8"));
  const pixels = scheme.classes.map(
    (_, index) => labels.data.filter((classIndex) => classIndex === index).length,
  );
  expect(made.classes.map((one) => one.pixels)).toEqual(pixels);
  expect(made).toMatchObject({ width: 10000, height: 600, burnt: 2, withoutClass: 0 });
});

const SIDE = 30_000;
const MEGABYTES = 400;
const FILES = new URL("../src/files.ts", import.meta.url).href;

test(`a grid of ${SIDE}² pixels, 900 MB of labels, is burnt with less than ${MEGABYTES} MB`, async ({
  annotate,
}) => {
  const out = join(folder, "large.tif");
  const options = {
    features,
    out,
    scheme,
    property: "class",
    crs: "EPSG:32633",
    bounds: [500000, 5270000, 530000, 5300000],
    pixelSize: 1,
  };
  const script = `
    const { rasterizeLabels } = await import(${JSON.stringify(FILES)});
    const { classes } = await rasterizeLabels(${JSON.stringify(options)});
    const megabytes = process.resourceUsage().maxRSS / 1024;
    console.log(JSON.stringify({ megabytes, classes }));`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--conditions=@undercoat/source", "--input-type=module", "-e", script],
    { cwd: new URL("..", import.meta.url), encoding: "utf8" },
  );
  expect(stderr).toBe("");
  const { megabytes, classes } = JSON.parse(stdout);
  void annotate(`${megabytes.toFixed(0)} MB`);
  expect(megabytes).toBeLessThan(MEGABYTES);
  expect(classes.reduce((sum: number, { pixels }: { pixels: number }) => sum + pixels, 0)).toBe(SIDE ** 2);
  expect(classes[2].pixels).toBe(SIDE);
  const source = await openGeoTiff(out);
  const block = await source.read({ window: { x: 14_000, y: 14_000, width: 2, height: 2 } });
  await source.close();
  expect([...block.data]).toEqual([30, 20, 20, 30]);
});
