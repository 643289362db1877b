import { writeFile } from "node:fs/promises";
import { writeFileAtomic } from "@undercoat/files";
import { encodeGeoTiff } from "@undercoat/geotiff";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, describe, expect, test } from "vitest";
import { messageOf, undercoat } from "./undercoat.ts";

const folder = temporaryFolder();
const grid = {
  width: 40,
  height: 30,
  geotransform: [500000, 1, 0, 5300000, 0, -1],
  crs: { kind: "epsg", code: 32633 },
} as const;
const square = (left: number, bottom: number, side: number) => [
  [left, bottom],
  [left + side, bottom],
  [left + side, bottom + side],
  [left, bottom + side],
  [left, bottom],
];
const feature = (properties: object, ring: number[][]) => ({
  type: "Feature",
  properties,
  geometry: { type: "Polygon", coordinates: [ring] },
});
const SCHEME =
  "name: cover\nclasses: [{ value: 10, name: other }, { value: 20, name: field }, { value: 30, name: wood }]\n";
const OSM = `<?xml version="1.0"?><osm version="0.6">
<node id="1" lat="47.8535" lon="15.0001"/><node id="2" lat="47.8535" lon="15.0004"/>
<way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/><tag k="width" v="4"/></way></osm>`;

beforeAll(async () => {
  const features = [
    feature({ kind: "field" }, square(500005, 5299980, 10)),
    feature({ kind: "30" }, square(500020, 5299985, 5)),
    feature({ kind: "sea" }, square(500030, 5299990, 4)),
  ];
  const crs = { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::32633" } };
  await writeFile(`${folder}/cover.geojson`, JSON.stringify({ type: "FeatureCollection", crs, features }));
  await writeFile(`${folder}/scheme.yaml`, SCHEME);
  await writeFile(`${folder}/roads.osm`, OSM);
  await writeFileAtomic(
    `${folder}/image.tif`,
    encodeGeoTiff({ grid, data: new Uint8Array(40 * 30), bandCount: 1 }),
  );
});

const run = (...args: string[]) => undercoat(["labels", ...args], { cwd: folder });
const json = async (...args: string[]) => {
  const { code, stdout, stderr } = await run(...args, "--json");
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
};

test("features become labels on an image's grid, labels become polygons, and those the same labels again", async () => {
  const made = await json(
    "rasterize",
    "cover.geojson",
    "labels.tif",
    "--like",
    "image.tif",
    "--scheme",
    "scheme.yaml",
    "--property",
    "kind",
  );
  expect(made).toMatchObject({ burnt: 2, withoutClass: 1 });
  expect(made.classes.map(({ pixels }: { pixels: number }) => pixels)).toEqual([1200 - 125, 100, 25]);
  const traced = await json(
    "polygonize",
    "labels.tif",
    "traced.fgb",
    "--scheme",
    "scheme.yaml",
    "--crs",
    "EPSG:4326",
  );
  expect(traced.classes).toEqual([
    { name: "other", features: 1 },
    { name: "field", features: 1 },
    { name: "wood", features: 1 },
  ]);
  await json(
    "rasterize",
    "traced.fgb",
    "again.tif",
    "--like",
    "image.tif",
    "--scheme",
    "scheme.yaml",
    "--property",
    "value",
  );
  const [first, again] = [await json("info", "labels.tif"), await json("info", "again.tif")];
  expect(again.classes).toEqual(first.classes);
});

test("a grid by hand, a buffered road from OpenStreetMap", async () => {
  const made = await json(
    "from-osm",
    "roads.osm",
    "roads.tif",
    "--crs",
    "EPSG:32633",
    "--bounds",
    "500000,5300000,500040,5300040",
    "--pixel-size",
    "1",
  );
  const road = made.classes.find(({ name }: { name: string }) => name === "road");
  // 0.0003° at 47.85° are 22.4 m; 4 m wide with round ends
  expect(road.pixels).toBeGreaterThan(85);
  expect(road.pixels).toBeLessThan(118);
});

test("info of features names their properties", async () => {
  const { stdout } = await run("info", "cover.geojson");
  expect(stdout).toContain("3 features (geojson), CRS EPSG:32633; 3 Polygon");
  expect(stdout).toMatch(/kind +3 +field \(1\), 30 \(1\), sea \(1\)/);
});

test("remap by a product's crosswalk needs a decision for what is not sure", async () => {
  const data = Uint8Array.from({ length: 1200 }, (_, pixel) => [11, 21, 41][pixel % 3] ?? 11);
  await writeFileAtomic(`${folder}/nlcd.tif`, encodeGeoTiff({ grid, data, bandCount: 1 }));
  const refused = await run("remap", "nlcd.tif", "four.tif", "--from", "nlcd", "--to", "chesapeake-4");
  expect([refused.code, messageOf(refused, folder)]).toEqual([
    2,
    expect.stringContaining('decide with ambiguous: "map" or "ignore"'),
  ]);
  const made = await json(
    "remap",
    "nlcd.tif",
    "four.tif",
    "--from",
    "nlcd",
    "--to",
    "chesapeake-4",
    "--ambiguous",
    "ignore",
  );
  expect(made.droppedPixels).toBe(400);
});

describe("what cannot be done is said in one line, with 2", () => {
  test.each([
    ["no grid", ["rasterize", "cover.geojson", "x.tif"], /the grid is not known/],
    [
      "bounds that hold no whole pixels",
      [
        "rasterize",
        "cover.geojson",
        "x.tif",
        "--crs",
        "EPSG:32633",
        "--bounds",
        "0,0,10,10.5",
        "--pixel-size",
        "1",
      ],
      /10 × 10.5 pixels/,
    ],
    [
      "a CRS that is none",
      ["rasterize", "cover.geojson", "x.tif", "--crs", "UTM33", "--bounds", "0,0,10,10", "--pixel-size", "1"],
      /CRS is "UTM33"/,
    ],
    [
      "no class",
      ["rasterize", "cover.geojson", "x.tif", "--like", "image.tif", "--scheme", "scheme.yaml"],
      /--value <code>/,
    ],
    [
      "a class that is not in the scheme",
      [
        "rasterize",
        "cover.geojson",
        "x.tif",
        "--like",
        "image.tif",
        "--scheme",
        "scheme.yaml",
        "--value",
        "7",
      ],
      /--value is 7/,
    ],
    ["a scheme that is none", ["info", "image.tif", "--scheme", "nlcdd"], /did you mean "nlcd"/],
    ["an ending that is none", ["polygonize", "image.tif", "x.shp"], /ends in none of/],
    ["no number", ["rasterize", "cover.geojson", "x.tif", "--pixel-size", "big"], /"big" is no number/],
    ["a missing file", ["info", "missing.geojson"], /does not exist/],
  ])("%s", async (_, args, message) => {
    const finished = await run(...args);
    expect([finished.code, finished.stderr]).toEqual([2, expect.stringMatching(message)]);
    expect(finished.stdout).toBe("");
  });
});
