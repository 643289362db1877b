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

test("remap takes decisions class by class, a product in between, and a mapping of one's own", async () => {
  const data = Uint8Array.from({ length: 1200 }, (_, pixel) => [11, 21, 22, 0][pixel % 4] ?? 11);
  await writeFileAtomic(`${folder}/town.tif`, encodeGeoTiff({ grid, data, bandCount: 1 }));
  const remap = (to: string, ...args: string[]) =>
    json("remap", "town.tif", "town-out.tif", "--from", "nlcd", "--to", to, ...args);
  const pixels = (made: { after: { name: string; pixels: number }[] }) =>
    Object.fromEntries(made.after.filter((each) => each.pixels > 0).map((each) => [each.name, each.pixels]));

  const decided = await remap("dynamic-world", "--decide", "21=grass", "--decide", "Woody Wetlands=ignore");
  expect(pixels(decided)).toEqual({ Water: 300, Grass: 300, Built: 300 });
  const chained = await remap("chesapeake-4", "--via", "chesapeake-lc", "--ambiguous", "map");
  expect(pixels(chained)).toEqual({ Water: 300, Field: 300, "Impervious Surfaces": 300 });
  const { stdout } = await run(
    "remap",
    "town.tif",
    "x.tif",
    "--from",
    "nlcd",
    "--to",
    "esa-worldcover",
    "--decide",
    "21=50",
  );
  expect(stdout).toContain("21, 22 are all Built-up (50) now and cannot be told apart");

  await writeFile(
    `${folder}/wet.yaml`,
    "name: wet\nclasses: [{ value: 0, name: dry }, { value: 1, name: wet }]\n",
  );
  const names = [12, 21, 22, 23, 24, 31, 41, 42, 43, 51, 52, 71, 72, 73, 74, 81, 82, 90, 95];
  await writeFile(
    `${folder}/wet-map.yaml`,
    `Open Water: wet\n${names.map((code) => `${code}: dry\n`).join("")}`,
  );
  expect(pixels(await remap("wet.yaml", "--mapping", "wet-map.yaml"))).toEqual({ dry: 600, wet: 300 });
});

test("info counts the nodata codes of a product", async () => {
  const data = Uint8Array.from({ length: 1200 }, (_, pixel) => (pixel % 3 === 0 ? 0 : 41));
  await writeFileAtomic(`${folder}/edge.tif`, encodeGeoTiff({ grid, data, bandCount: 1 }));
  const info = await json("info", "edge.tif", "--scheme", "nlcd");
  expect(info).toMatchObject({ ignoredPixels: 400, nodata: [{ value: 0, pixels: 400 }] });
  expect((await run("info", "edge.tif", "--scheme", "nlcd")).stdout).toContain(
    "400 of them hold the nodata code 0",
  );
});

test("from-osm counts what lies below ground and tags that no rule reads; land use leaves the rest open", async () => {
  const node = (id: number, x: number, y: number) =>
    `<node id="${id}" lat="${47.8534 + y}" lon="${15 + x}"/>`;
  const way = (id: number, ...tags: [string, string][]) =>
    `<way id="${id}"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/>${tags.map(([k, v]) => `<tag k="${k}" v="${v}"/>`).join("")}</way>`;
  await writeFile(
    `${folder}/land.osm`,
    `<?xml version="1.0"?><osm version="0.6">${node(1, 0, 0)}${node(2, 0.0004, 0)}${node(3, 0.0004, 0.0003)}
${way(1, ["landuse", "forest"])}${way(2, ["landuse", "quarry"], ["layer", "-2"])}${way(3, ["landuse", "depot"])}</osm>`,
  );
  const place = ["--crs", "EPSG:32633", "--bounds", "500000,5300000,500040,5300040", "--pixel-size", "1"];
  const args = ["from-osm", "land.osm", "land.tif", "--rules", "osm-landuse-13", ...place];
  const made = await json(...args);
  expect(made).toMatchObject({
    burnt: 1,
    withoutClass: 2,
    osm: { classified: 1, underground: 1, withoutRule: 1 },
  });
  const forest = made.classes.find(({ name }: { name: string }) => name === "Forests");
  expect(forest.pixels).toBeGreaterThan(0);
  expect(forest.share).toBe(1);
  const { stdout } = await run(...args);
  expect(stdout).toContain("1 below ground left out");
  expect(stdout).toContain("tags that no rule reads: landuse=depot (1)");
});

test("the help of from-osm lists every set of rules", async () => {
  const refused = await run("from-osm", "roads.osm", "x.tif", "--rules", "osm-nothing");
  const [, sets = ""] = /expected one of ([^;]+);/.exec(refused.stderr) ?? [];
  const help = (await run("from-osm", "--help")).stdout.replace(/\s+/g, " ");
  expect(sets.split(", ").length).toBeGreaterThan(3);
  for (const name of sets.split(", ")) expect(help).toContain(name);
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
    [
      "a decision that is none",
      ["remap", "nlcd.tif", "x.tif", "--from", "nlcd", "--to", "lcmap", "--decide", "21"],
      /"21" is no decision/,
    ],
    [
      "a decision twice",
      [
        "remap",
        "nlcd.tif",
        "x.tif",
        "--from",
        "nlcd",
        "--to",
        "lcmap",
        "--decide",
        "81=Water",
        "--decide",
        "81=Barren",
      ],
      /decided twice/,
    ],
    [
      "a misspelt decision",
      ["remap", "nlcd.tif", "x.tif", "--from", "nlcd", "--to", "lcmap", "--decide", "81=Croplnd"],
      /did you mean "Cropland"/,
    ],
    ["a missing file", ["info", "missing.geojson"], /does not exist/],
  ])("%s", async (_, args, message) => {
    const finished = await run(...args);
    expect([finished.code, finished.stderr]).toEqual([2, expect.stringMatching(message)]);
    expect(finished.stdout).toBe("");
  });
});
