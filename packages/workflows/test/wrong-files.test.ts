import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { writeLabelGeoTiff } from "@undercoat/geotiff";
import { labelMap } from "@undercoat/raster";
import { temporaryFolder } from "@undercoat/test-utils";
import { type Feature, writeGeoJson } from "@undercoat/vector";
import { beforeAll, expect, test } from "vitest";
import {
  evaluateMaps,
  explainLabels,
  polygonizeLabels,
  rasterizeLabels,
  remapLabels,
  simulateNoise,
} from "../src/files.ts";

const folder = temporaryFolder();
const at = (name: string) => join(folder, name);
const crs = { kind: "epsg", code: 32633 } as const;
const scheme = {
  name: "cover",
  classes: [
    { value: 0, name: "other" },
    { value: 1, name: "road" },
  ],
};
const [width, height] = [40, 40];
const grid = { width, height, geotransform: [500_000, 1, 0, 5_000_040, 0, -1] as const, crs };
const road = (y: number): Feature => ({
  type: "Feature",
  properties: { kind: "road", lanes: 8 },
  geometry: {
    type: "LineString",
    coordinates: [
      [500_002, y],
      [500_038, y],
    ],
  },
});

beforeAll(async () => {
  await writeGeoJson(at("roads.geojson"), [road(5_000_020.3)], { crs });
  await writeGeoJson(at("far.geojson"), [road(6_000_020.3)], { crs });
  const data = Uint8Array.from({ length: width * height }, (_, pixel) => (pixel % 3 === 0 ? 1 : 0));
  await writeLabelGeoTiff(at("labels.tif"), labelMap({ ...grid, scheme, data }));
  const others = {
    name: "others",
    classes: [
      { value: 7, name: "a" },
      { value: 8, name: "b" },
    ],
  };
  await writeLabelGeoTiff(at("others.tif"), labelMap({ ...grid, scheme: others, data }));
  await symlink(at("labels.tif"), at("link.tif"));
});

const burning = { features: at("roads.geojson"), like: at("labels.tif"), scheme, value: 1 };

test("no command writes over what it reads, whatever it is called there", async () => {
  const labels = at("labels.tif");
  const refused = /is to be written, but is read as well; give the output a name of its own/;
  await expect(rasterizeLabels({ ...burning, out: at("link.tif") })).rejects.toThrow(refused);
  await expect(rasterizeLabels({ ...burning, out: at("roads.geojson") })).rejects.toThrow(refused);
  await expect(
    simulateNoise({ labels, out: `${folder}/./labels.tif`, kind: "shift", px: 3 }),
  ).rejects.toThrow(refused);
  await expect(
    simulateNoise({ labels, out: at("n.tif"), report: at("n.tif"), kind: "shift", px: 3 }),
  ).rejects.toThrow(/is the place of another output/);
  await expect(remapLabels({ labels, out: labels, from: "nlcd", to: "dynamic-world" })).rejects.toThrow(
    refused,
  );
  await expect(polygonizeLabels({ labels: at("roads.geojson"), out: at("roads.geojson") })).rejects.toThrow(
    refused,
  );
  await expect(explainLabels({ labels, reference: at("others.tif"), map: at("others.tif") })).rejects.toThrow(
    refused,
  );
});

test("what was burnt nowhere, and properties that are misspelt, are noted", async () => {
  const out = at("out.tif");
  const far = await rasterizeLabels({ ...burning, features: at("far.geojson"), out });
  expect(far.notes).toEqual([expect.stringMatching(/^no pixel was burnt by 1 features/)]);
  const misspelt = await rasterizeLabels({ ...burning, value: undefined, property: "klass", out });
  expect(misspelt.notes).toEqual([expect.stringMatching(/^no feature has the property "klass"/)]);
  const thin = await rasterizeLabels({ ...burning, width: "lnes", out });
  expect(thin.notes).toEqual([
    expect.stringMatching(/^1 of 1 features have no number in the property "lnes"/),
  ]);
  const wide = await rasterizeLabels({ ...burning, width: "lanes", out });
  expect(wide.notes).toEqual([]);
  expect(wide.classes[1]!.pixels).toBeGreaterThan(5 * thin.classes[1]!.pixels);
});

test("grids that no machine holds, and pixel sizes that are none, are refused at once", async () => {
  const by = (pixelSize: number) =>
    rasterizeLabels({
      ...burning,
      like: undefined,
      crs: "EPSG:32633",
      bounds: [500_000, 5_000_000, 500_040, 5_000_040],
      pixelSize,
      out: at("large.tif"),
    });
  await expect(by(1e-5)).rejects.toThrow(/is the pixel size in the units of the CRS\?/);
  await expect(by(-1)).rejects.toThrow(/--pixel-size is -1, expected a number above 0/);
});

test("a scheme of one's own needs a mapping, and says so", async () => {
  const own = at("own.yaml");
  await writeFile(own, "name: own\nclasses:\n  - { value: 1, name: green }\n");
  await expect(
    remapLabels({ labels: at("labels.tif"), out: at("m.tif"), from: "nlcd", to: own }),
  ).rejects.toThrow(/is a scheme of your own, .* --mapping <file>/);
});

test("maps that agree nowhere are noted", async () => {
  const { notes } = await evaluateMaps({ labels: at("labels.tif"), predicted: at("others.tif") });
  expect(notes.join()).toMatch(/no pixel has the same class in both: are they of one scheme\?/);
});

test("a signal stops between windows and leaves no file", async () => {
  const signal = AbortSignal.abort();
  await expect(rasterizeLabels({ ...burning, out: at("stopped.tif"), signal })).rejects.toThrow(/aborted/);
  const { readdir } = await import("node:fs/promises");
  expect((await readdir(folder)).filter((name) => name.includes("stopped"))).toEqual([]);
});
