import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeShared } from "@undercoat/test-utils";
import { describe, expect, test } from "vitest";
import { featuresOf, fileOf, fixture, fixtureJson, refusal } from "../test/support/files.ts";
import { collectFeatures, type Feature, openVector } from "./index.ts";

interface Collection {
  readonly features: readonly Feature[];
}

const AREAS = fixtureJson<Collection>("areas.geojson").features;

describe("files that GDAL wrote", () => {
  test.each(["areas.fgb", "areas-no-index.fgb", "areas.geojsonl", "areas.geojsons", "areas.geojson"])(
    "%s holds the features that went into it",
    async (name) => {
      const features = await featuresOf(fixture(name));
      const byName = (list: readonly Feature[]) =>
        list.map(({ properties, geometry }) => ({ properties, geometry })).toSorted(order);
      expect(byName(features)).toEqual(byName(AREAS));
    },
  );

  test.each([
    ["areas.fgb", "flatgeobuf", 4326, 6],
    ["areas-3035.fgb", "flatgeobuf", 3035, 6],
    ["areas.geojsonl", "geojson-lines", 4326, null],
    ["areas.geojsons", "geojson-lines", 4326, null],
    ["areas-utm.geojson", "geojson", 32632, 6],
    ["high.fgb", "flatgeobuf", null, 2],
    ["town.osm", "osm-xml", 4326, null],
    ["town.osm.pbf", "osm-pbf", 4326, null],
    ["overpass.json", "overpass-json", 4326, null],
  ] as const)("%s is %s in EPSG:%s, whatever it is called", async (name, format, code, featureCount) => {
    const source = await openVector(fileOf(readFileSync(fixture(name)), "no-extension"));
    const crs = code === null ? expect.objectContaining({}) : { kind: "epsg", code };
    expect(source).toMatchObject({ format, crs, featureCount });
  });

  test("heights are kept", async () => {
    const [line] = await featuresOf(fixture("high.fgb"));
    expect(
      [line, (await featuresOf(fixture("high.fgb")))[1]].map((feature) => feature?.geometry),
    ).toContainEqual({
      type: "LineString",
      coordinates: [
        [1, 2, 3],
        [4, 5, 6.5],
      ],
    });
  });

  test.each([
    [-10, -10, 30, 25],
    [100, 40, 101, 90],
    [-180, -90, 180, 90],
    [200, 0, 300, 1],
    [0, 0, 0, 0],
  ])("bounds %d %d %d %d give the same points with and without an index", async (xMin, yMin, xMax, yMax) => {
    const bounds = { xMin, yMin, xMax, yMax };
    const found = async (name: string) => {
      const source = await openVector(fixture(name));
      const features = await collectFeatures(source.features({ bounds }));
      return features.map(({ properties }) => Number(properties["number"])).toSorted((a, b) => a - b);
    };
    const expected = fixtureJson<Collection>("points.geojson").features.filter(({ geometry }) => {
      const [x = 0, y = 0] = geometry?.type === "Point" ? geometry.coordinates : [];
      return x >= xMin && x <= xMax && y >= yMin && y <= yMax;
    });
    expect(await found("points.fgb")).toEqual(expected.map(({ properties }) => properties["number"]));
    expect(await found("points.geojson")).toEqual(await found("points.fgb"));
  });
});

describe("GeoJSON", () => {
  const point = '{"type":"Point","coordinates":[1,2]}';

  test("a feature, a geometry and a collection of geometries are one feature each", async () => {
    const feature = await featuresOf(
      fileOf(`{"type":"Feature","id":7,"properties":null,"geometry":${point}}`),
    );
    expect(feature).toEqual([
      { type: "Feature", id: 7, properties: {}, geometry: { type: "Point", coordinates: [1, 2] } },
    ]);
    expect(await featuresOf(fileOf(point))).toHaveLength(1);
    const collection = await featuresOf(
      fileOf(`{"type":"GeometryCollection","geometries":[${point},${point}]}`),
    );
    expect(collection[0]?.geometry).toMatchObject({ geometries: [{ type: "Point" }, { type: "Point" }] });
  });

  test("a byte order mark, members after the features and an empty collection are read", async () => {
    const text = `\uFEFF {"features": [] , "crs":{"type":"name","properties":{"name":"EPSG:3857"}},"type":"FeatureCollection"}\n`;
    const source = await openVector(fileOf(text));
    expect(source).toMatchObject({ featureCount: 0, crs: { kind: "epsg", code: 3857 } });
    expect(await collectFeatures(source.features())).toEqual([]);
  });

  test.each([
    ['{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}}', { kind: "epsg", code: 4326 }],
    ['{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::25832"}}', { kind: "epsg", code: 25832 }],
    ['{"type":"EPSG","properties":{"code":2056}}', { kind: "epsg", code: 2056 }],
    ["null", { kind: "unknown" }],
  ])("the member crs %s is understood", async (member, crs) => {
    const text = `{"type":"FeatureCollection","crs":${member},"features":[]}`;
    expect((await openVector(fileOf(text))).crs).toEqual(crs);
  });

  test("features without a geometry are given and counted", async () => {
    const text = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1},"geometry":null}]}`;
    const stream = (await openVector(fileOf(text))).features();
    expect(await collectFeatures(stream)).toEqual([
      { type: "Feature", properties: { a: 1 }, geometry: null },
    ]);
    expect(stream.report()).toEqual({ features: 1, withoutGeometry: 1, leftOut: [] });
  });

  test("the CRS of a file that names none can be given; one that is named cannot be changed", async () => {
    const path = fileOf(
      `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[500000,5000000]}}]}`,
    );
    expect((await refusal(() => featuresOf(path))).message.replace(path, "a.geojson")).toMatchInlineSnapshot(
      `""a.geojson": feature 1 has the position 500000, 5000000 in the point, but degrees within ±360, ±90 were expected; are these coordinates of another CRS? then name it (option crs)"`,
    );
    const source = await openVector(path, { crs: "EPSG:32632" });
    expect(source.crs).toEqual({ kind: "epsg", code: 32632 });
    expect(await collectFeatures(source.features())).toHaveLength(1);
    expect((await refusal(() => openVector(fixture("areas-utm.geojson"), { crs: 3857 }))).code).toBe(
      "CRS_MISMATCH",
    );
    expect(
      (await openVector(fixture("areas-utm.geojson"), { crs: { kind: "epsg", code: 32632 } })).crs,
    ).toEqual({ kind: "epsg", code: 32632 });
  });
});

describe("streams", () => {
  test("a stream can be read again, and one that is left early closes its file", async () => {
    const source = await openVector(fixture("areas.fgb"));
    const stream = source.features();
    for await (const _ of stream) break;
    expect(stream.report().features).toBe(1);
    const [first, second] = [await collectFeatures(stream), await collectFeatures(stream)];
    expect(first).toEqual(second);
    expect(stream.report().features).toBe(6);
  });

  test("broken features are refused, or left out and counted if that is asked for", async () => {
    const broken = `{"type":"Feature","id":"b","properties":{},"geometry":{"type":"LineString","coordinates":[[1,2]]}}`;
    const good = `{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[1,2]}}`;
    const path = fileOf(`{"type":"FeatureCollection","features":[${good},${broken},${good}]}`, "x.geojson");
    expect((await refusal(() => featuresOf(path))).message.replace(path, "x.geojson")).toMatchInlineSnapshot(
      `""x.geojson": feature 2 ("b") has 1 position in coordinates of the LineString, but 2 or more were expected; repair it, or ask to leave such features out (broken: "leave-out")"`,
    );
    const stream = (await openVector(path, { broken: "leave-out" })).features();
    expect(await collectFeatures(stream)).toHaveLength(2);
    expect(stream.report().leftOut).toEqual([
      { reason: "broken geometry", count: 1, first: ['feature 2 ("b")'] },
    ]);
  });

  test("a closed source and an aborted signal end the reading", async () => {
    const source = await openVector(fixture("points.geojson"));
    await expect(collectFeatures(source.features({ signal: AbortSignal.abort("stop") }))).rejects.toBe(
      "stop",
    );
    await expect(openVector(fixture("points.geojson"), { signal: AbortSignal.abort("stop") })).rejects.toBe(
      "stop",
    );
    const abort = new AbortController();
    const reading = async () => {
      for await (const _ of source.features({ signal: abort.signal })) abort.abort("enough");
    };
    await expect(reading()).rejects.toBe("enough");
    await source.close();
    expect((await refusal(() => collectFeatures(source.features()))).code).toBe("SOURCE_CLOSED");
  });

  test("a file of many chunks is read feature by feature", async () => {
    const padding = "x".repeat(3000);
    const line = (index: number) =>
      `{"type":"Feature","id":${index},"properties":{"text":"${padding}\\" ]} {é"},"geometry":{"type":"Point","coordinates":[${index % 180},0]}}`;
    const lines = Array.from({ length: 1500 }, (_, index) => line(index));
    const path = fileOf(`{"type":"FeatureCollection","features":[\n${lines.join(",\n")}\n]}`);
    const features = await featuresOf(path);
    expect(features.map(({ id }) => id)).toEqual(lines.map((_, index) => index));
    writeFileSync(path, lines.join("\n"));
    expect((await featuresOf(path)).map(({ id }) => id)).toEqual(lines.map((_, index) => index));
  });
});

describeShared("the buildings of OpenAerialMap scenes", ["data", "oam_buildings", "vectors"], (folder) => {
  test.each(readdirSync(folder))("%s is read as it is", async (name) => {
    const { features } = JSON.parse(readFileSync(join(folder, name), "utf8")) as Collection;
    expect(features.length).toBeGreaterThan(0);
    const read = await featuresOf(join(folder, name));
    expect(read.map(({ properties, geometry }) => ({ properties, geometry }))).toEqual(
      features.map(({ properties, geometry }) => ({ properties, geometry })),
    );
  });
});

function order(
  a: { readonly properties: Feature["properties"] },
  b: { readonly properties: Feature["properties"] },
): number {
  return String(a.properties["name"]).localeCompare(String(b.properties["name"]));
}
