import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { collectFeatures, type Feature, type Line, openVector, type VectorSource } from "../src/index.ts";
import { featuresOf, fileOf, fixture, fixtureJson } from "./support/files.ts";

interface OsmiumArea extends Feature {
  readonly properties: Readonly<Record<string, unknown>> & {
    readonly "@type": string;
    readonly "@id": number;
  };
}

const VARIANTS = ["town.osm", "town.osm.pbf", "town-plain.osm.pbf"];

describe.each(VARIANTS)("%s", (name) => {
  test("multipolygons cover what osmium's do, with the same number of polygons and holes", async () => {
    const features = await featuresOf(fixture(name));
    const areas = fixtureJson<OsmiumArea[]>("town-areas.json").filter(
      ({ properties }) => properties["@type"] === "relation",
    );
    expect(areas.length).toBeGreaterThanOrEqual(4);
    for (const { properties, geometry } of areas) {
      const own = features.find(({ id }) => id === `relation/${properties["@id"]}`);
      expect(own, `relation ${properties["@id"]}`).toBeDefined();
      expect(shapeOf(own?.geometry)).toEqual(shapeOf(geometry));
      const { "@type": _, "@id": __, ...tags } = properties;
      expect(own?.properties).toMatchObject(tags);
    }
  });

  test("closed ways are areas or lines by their tags", async () => {
    const features = await featuresOf(fixture(name));
    const types = Object.fromEntries(features.map(({ id, geometry }) => [id, geometry?.type]));
    expect(types).toEqual({
      "node/1000": "Point",
      "way/1": "Polygon",
      "way/2": "LineString",
      "way/3": "Polygon",
      "way/4": "LineString",
      "way/5": "LineString",
      "way/6": "LineString",
      "way/13": "Polygon",
      "relation/1": "Polygon",
      "relation/2": "MultiPolygon",
      "relation/3": "MultiPolygon",
      "relation/8": "Polygon",
    });
    expect(features.find(({ id }) => id === "way/5")?.properties).toEqual({
      building: "no",
      name: 'Zoë & "Sons" <1>',
    });
    expect(features.find(({ id }) => id === "way/6")?.geometry).toEqual({
      type: "LineString",
      coordinates: [
        [8, 47.002],
        [8.01, 47.002],
        [8.01, 47.003],
      ],
    });
  });

  test("what cannot be assembled is left out and counted, pass after pass", async () => {
    const stream = (await openVector(fixture(name))).features();
    for (let pass = 0; pass < 2; pass += 1) {
      await collectFeatures(stream);
      const leftOut = Object.fromEntries(stream.report().leftOut.map(({ reason, first }) => [reason, first]));
      expect(leftOut).toEqual({
        "relation of a type without an area": ["relation/6"],
        "multipolygon without tags of its own": ["relation/7"],
        "way with nodes that are not in the file": ["way/900"],
        "multipolygon with members that are not in the file": ["relation/4"],
        "multipolygon with a ring that does not close": ["relation/5"],
      });
    }
  });
});

test("locations on ways are used where they are all known", async () => {
  const features = await featuresOf(fixture("town-located.osm.pbf"));
  const plain = await featuresOf(fixture("town.osm"));
  const line = (list: readonly Feature[]) => list.find(({ id }) => id === "way/6")?.geometry;
  expect(line(features)).toEqual(line(plain));
});

test("Overpass JSON with out geom has its places inside", async () => {
  const source = await openVector(fixture("overpass.json"));
  const stream = source.features();
  const features = await collectFeatures(stream);
  expect(features.map(({ id, geometry }) => [id, geometry?.type])).toEqual([
    ["node/5", "Point"],
    ["way/1", "Polygon"],
    ["relation/1", "Polygon"],
  ]);
  expect(stream.report().leftOut).toMatchObject([
    { reason: "way with nodes that are not in the file", count: 1 },
  ]);
});

test("nodes in any order, negative ids of editors, and deleted elements", async () => {
  const text = `<osm version="0.6">
    <way id="-7"><nd ref="-1"/><nd ref="9"/><nd ref="-20"/><tag k="highway" v="path"/></way>
    <node id="9" lat="2" lon="1"/><node id="-1" lat="1" lon="1"/><node id="-20" lat="3" lon="1"/>
    <node id="30" visible="false"/><way id="8" action="delete"><nd ref="9"/><nd ref="9"/><tag k="highway" v="path"/></way>
  </osm>`;
  const features = await featuresOf(fileOf(text, "x.osm"));
  expect(features).toMatchObject([
    {
      id: "way/-7",
      geometry: {
        coordinates: [
          [1, 1],
          [1, 2],
          [1, 3],
        ],
      },
    },
  ]);
});

test("bounds and the report count what was given", async () => {
  const source: VectorSource = await openVector(fixture("town.osm.pbf"));
  const stream = source.features({ bounds: { xMin: 8.02, yMin: 47, xMax: 8.03, yMax: 47.01 } });
  const features = await collectFeatures(stream);
  expect(features.map(({ id }) => id).toSorted()).toEqual(["relation/1", "way/13"]);
  expect(stream.report().features).toBe(2);
});

test("an unpacked block may not be larger than the format allows", async () => {
  const bytes = readFileSync(fixture("town.osm.pbf"));
  const at = bytes.indexOf(Uint8Array.of(0x78), 60); // the first byte of a zlib stream
  bytes.fill(0, at + 2, at + 12);
  await expect(featuresOf(fileOf(bytes, "x.osm.pbf"))).rejects.toMatchObject({ code: "BROKEN_STRUCTURE" });
});

/** Area, polygons and holes. */
function shapeOf(geometry: Feature["geometry"] | undefined): object {
  const polygons =
    geometry?.type === "MultiPolygon"
      ? geometry.coordinates
      : geometry?.type === "Polygon"
        ? [geometry.coordinates]
        : [];
  const area = (ring: Line) => {
    let sum = 0;
    for (let at = 1; at < ring.length; at += 1) {
      const [[x0 = 0, y0 = 0] = [], [x1 = 0, y1 = 0] = []] = [ring[at - 1], ring[at]];
      sum += (x0 - 8) * (y1 - 47) - (x1 - 8) * (y0 - 47);
    }
    return Math.abs(sum / 2);
  };
  const areas = polygons.map(
    ([outer = [], ...holes]) => area(outer) - holes.reduce((sum, hole) => sum + area(hole), 0),
  );
  return {
    polygons: polygons.length,
    holes: polygons.reduce((sum, rings) => sum + rings.length - 1, 0),
    area: areas.reduce((sum, each) => sum + each, 0).toFixed(10),
  };
}
