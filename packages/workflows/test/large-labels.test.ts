import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openGeoTiff, writeLabelGeoTiff } from "@undercoat/geotiff";
import { temporaryFolder } from "@undercoat/test-utils";
import { type Feature, rasterize, writeGeoJson } from "@undercoat/vector";
import { beforeAll, expect, test } from "vitest";
import { stringify } from "yaml";
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

const large = join(folder, "large.tif");
const SIDE = 16_000;
const SLOW = 240_000;
const MEGABYTES = 250;
const FILES = new URL("../src/files.ts", import.meta.url).href;

/** What a function of the package gives in a process of its own, and the most memory that this took. */
function inChild(name: string, args: readonly unknown[]) {
  const script = `
    const module = await import(${JSON.stringify(FILES)});
    const result = await module[${JSON.stringify(name)}](...${JSON.stringify(args)});
    console.log(JSON.stringify({ megabytes: process.resourceUsage().maxRSS / 1024, result }));`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--conditions=@undercoat/source", "--input-type=module", "-e", script],
    { cwd: new URL("..", import.meta.url), encoding: "utf8" },
  );
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

test(
  `a grid of ${SIDE}² pixels, 256 MB of labels, is burnt with less than ${MEGABYTES} MB`,
  async ({ annotate }) => {
    const out = large;
    const options = {
      features,
      out,
      scheme,
      property: "class",
      crs: "EPSG:32633",
      bounds: [500000, 5284000, 516000, 5300000],
      pixelSize: 1,
    };
    const { megabytes, result } = inChild("rasterizeLabels", [options]);
    const { classes } = result;
    void annotate(`${megabytes.toFixed(0)} MB`);
    expect(megabytes).toBeLessThan(MEGABYTES);
    expect(classes.reduce((sum: number, { pixels }: { pixels: number }) => sum + pixels, 0)).toBe(SIDE ** 2);
    expect(classes[2].pixels).toBe(SIDE);
    const source = await openGeoTiff(out);
    const block = await source.read({ window: { x: 8_000, y: 8_000, width: 2, height: 2 } });
    await source.close();
    expect([...block.data]).toEqual([30, 20, 20, 30]);
  },
  SLOW,
);

test(
  `labels of ${SIDE}² pixels are described and remapped with less than ${MEGABYTES} MB`,
  async ({ annotate }) => {
    const described = inChild("describeLabels", [large, scheme]);
    const [from, to, mapping] = ["from.yaml", "to.yaml", "mapping.yaml"].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    writeFileSync(from, stringify(scheme));
    writeFileSync(
      to,
      stringify({
        name: "use",
        classes: [
          { value: 1, name: "open" },
          { value: 2, name: "way" },
        ],
      }),
    );
    writeFileSync(mapping, stringify({ other: null, field: "open", road: "way" }));
    const remapped = inChild("remapLabels", [
      { labels: large, out: join(folder, "use.tif"), from, to, mapping },
    ]);
    const megabytes = Math.max(described.megabytes, remapped.megabytes);
    void annotate(`${megabytes.toFixed(0)} MB`);
    expect(megabytes).toBeLessThan(MEGABYTES);
    const [other, field, road] = described.result.classes;
    expect(remapped.result.before).toEqual(described.result.classes);
    expect(remapped.result.after.map(({ pixels }: { pixels: number }) => pixels)).toEqual([
      field.pixels,
      road.pixels,
    ]);
    expect(remapped.result.droppedPixels).toBe(other.pixels);
  },
  SLOW,
);
