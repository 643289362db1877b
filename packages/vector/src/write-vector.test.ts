import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "@undercoat/test-utils";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { featuresOf, fixture, refusal } from "../test/support/files.ts";
import {
  collectFeatures,
  type Feature,
  type Geometry,
  openVector,
  reprojectFeatures,
  writeFlatGeobuf,
  writeGeoJson,
  writeGeoJsonLines,
} from "./index.ts";

const newFile = (name: string) => join(temporaryFolder(), name);
const point = (properties: Feature["properties"], coordinates: readonly number[] = [1, 2]): Feature => ({
  type: "Feature",
  properties,
  geometry: { type: "Point", coordinates },
});

const coordinate = fc.integer({ min: -80_000, max: 80_000 }).map((value) => value / 1000);
const position = fc.tuple(coordinate, coordinate).map(([x, y]) => [x, y]);
const line = fc.array(position, { minLength: 2, maxLength: 5 });
/** A box, so that winding can be told, with a hole. */
const polygon = fc.tuple(coordinate, coordinate).map(([x, y]) => [
  [
    [x, y],
    [x + 3, y],
    [x + 3, y + 3],
    [x, y + 3],
    [x, y],
  ],
  [
    [x + 1, y + 1],
    [x + 1, y + 2],
    [x + 2, y + 2],
    [x + 2, y + 1],
    [x + 1, y + 1],
  ],
]);
const simple: fc.Arbitrary<Geometry> = fc.oneof(
  position.map((coordinates) => ({ type: "Point", coordinates }) as const),
  fc
    .array(position, { minLength: 1, maxLength: 4 })
    .map((coordinates) => ({ type: "MultiPoint", coordinates }) as const),
  line.map((coordinates) => ({ type: "LineString", coordinates }) as const),
  fc
    .array(line, { minLength: 1, maxLength: 3 })
    .map((coordinates) => ({ type: "MultiLineString", coordinates }) as const),
  polygon.map((coordinates) => ({ type: "Polygon", coordinates }) as const),
  fc
    .array(polygon, { minLength: 1, maxLength: 3 })
    .map((coordinates) => ({ type: "MultiPolygon", coordinates }) as const),
);
const geometry = fc.oneof(
  simple,
  fc
    .array(simple, { minLength: 1, maxLength: 3 })
    .map((geometries) => ({ type: "GeometryCollection", geometries }) as const),
);
const features = (geometries: fc.Arbitrary<Geometry | null>) =>
  fc.array(
    fc.record({
      type: fc.constant("Feature" as const),
      properties: fc.record({
        number: fc.integer(),
        real: fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
        text: fc.string({ unit: "grapheme" }),
        flag: fc.boolean(),
        list: fc.array(fc.oneof(fc.integer(), fc.constant(null), fc.string())),
        maybe: fc.option(fc.string()),
        any: fc.oneof(fc.integer(), fc.string(), fc.boolean()),
      }),
      geometry: geometries,
    }),
    { maxLength: 60 },
  );

describe("what is written is what is read", () => {
  test("GeoJSON", async () => {
    await fc.assert(
      fc.asyncProperty(features(fc.option(geometry)), async (list) => {
        const path = newFile("a.geojson");
        expect((await writeGeoJson(path, list, { crs: 3857 })).features).toBe(list.length);
        expect(await featuresOf(path)).toEqual(list.map(withoutMinusZero));
      }),
      { numRuns: 40 },
    );
  });

  test("GeoJSON lines", async () => {
    await fc.assert(
      fc.asyncProperty(features(fc.option(geometry)), async (list) => {
        fc.pre(list.length > 0);
        const path = newFile("a.geojsonl");
        await writeGeoJsonLines(path, list, { crs: 4326 });
        expect(await featuresOf(path, { format: "geojson-lines" })).toEqual(list.map(withoutMinusZero));
      }),
      { numRuns: 40 },
    );
  });

  test.each([true, false])("FlatGeobuf, index: %s", async (index) => {
    await fc.assert(
      fc.asyncProperty(features(index ? geometry : fc.option(geometry)), async (list) => {
        const path = newFile("a.fgb");
        await writeFlatGeobuf(path, list, { crs: 3857, index });
        const read = await featuresOf(path);
        const order = (all: readonly Feature[]) =>
          index
            ? all.map((each) => JSON.stringify(each)).toSorted()
            : all.map((each) => JSON.stringify(each));
        expect(order(read)).toEqual(order(list));
      }),
      { numRuns: 40 },
    );
  });

  test("through the index of a file of ours, bounds give what a look at all gives", async () => {
    const source = await openVector(fixture("points.geojson"));
    const path = newFile("points.fgb");
    await writeFlatGeobuf(path, source.features());
    const own = await openVector(path);
    await fc.assert(
      fc.asyncProperty(
        coordinate,
        coordinate,
        fc.double({ min: 0, max: 200, noNaN: true }),
        async (x, y, size) => {
          const bounds = { xMin: x, yMin: y, xMax: x + size, yMax: y + size / 2 };
          const found = async (each: typeof own) =>
            (await collectFeatures(each.features({ bounds })))
              .map(({ properties }) => Number(properties["number"]))
              .toSorted((a, b) => a - b);
          expect(await found(own)).toEqual(await found(source));
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe("GeoJSON", () => {
  test("of degrees is RFC 7946: no crs, right-hand rings, cut at 180°", async () => {
    const path = newFile("a.geojson");
    const ring = [
      [179, 0],
      [179, 1],
      [-179, 1],
      [-179, 0],
      [179, 0],
    ];
    const feature: Feature = {
      type: "Feature",
      id: 3,
      properties: {},
      geometry: { type: "Polygon", coordinates: [ring] },
    };
    expect(await writeGeoJson(path, [feature], { crs: "EPSG:4326" })).toEqual({ features: 1, notes: [] });
    expect(readFileSync(path, "utf8")).toMatchInlineSnapshot(`
      "{"type":"FeatureCollection",
      "features":[
      {"type":"Feature","id":3,"properties":{},"geometry":{"type":"MultiPolygon","coordinates":[[[[180,0],[180,1],[179,1],[179,0],[180,0]]],[[[-180,1],[-180,0],[-179,0],[-179,1],[-180,1]]]]}}
      ]}
      "
    `);
  });

  test("of another CRS names it, as GDAL reads it", async () => {
    const path = newFile("a.geojson");
    const source = await openVector(fixture("areas.geojson"));
    const { notes } = await writeGeoJson(path, reprojectFeatures(source.features(), { to: 32632 }), {
      precision: 3,
    });
    expect(notes).toHaveLength(1);
    expect((await openVector(path)).crs).toEqual({ kind: "epsg", code: 32632 });
    expect(readFileSync(path, "utf8")).not.toMatch(/\d\.\d{4}/);
  });

  test("of no known CRS says so", async () => {
    const path = newFile("a.geojson");
    await writeGeoJson(path, [point({}, [5e5, 5e6])], { crs: { kind: "unknown" } });
    expect((await openVector(path)).crs).toEqual({ kind: "unknown" });
  });
});

describe("FlatGeobuf", () => {
  test("columns hold every value; several kinds become JSON", async () => {
    const path = newFile("a.fgb");
    const list = [
      point({ a: 1, b: 2 ** 40, c: 1.5, d: "x", e: true, f: [1], g: Uint8Array.of(1, 2), h: 1, i: null }),
      point({ a: 2.5, b: 1, c: 3, d: null, e: null, f: { k: null }, g: null, h: "1" }),
    ];
    await writeFlatGeobuf(path, list, { crs: 4326, index: false });
    const read = await featuresOf(path);
    expect(read.map(({ properties }) => properties)).toEqual(
      list.map(({ properties }) => ({ i: null, ...properties })),
    );
  });

  test("a WKT and an unknown CRS stay what they are, and notes say what was not kept", async () => {
    const path = newFile("a.fgb");
    const wkt = 'PROJCS["x",GEOGCS["y"]]';
    const report = await writeFlatGeobuf(
      path,
      [
        { ...point({}), id: 1 },
        { ...point({}), geometry: null },
      ],
      { crs: { kind: "wkt", wkt } },
    );
    expect(report).toMatchInlineSnapshot(`
      {
        "features": 2,
        "notes": [
          "without an index: features without geometry have no place in one",
          "1 ids were not kept: the format has no place for them",
        ],
      }
    `);
    expect((await openVector(path)).crs).toEqual({ kind: "wkt", wkt });
    await writeFlatGeobuf(path, [], { crs: { kind: "unknown" } });
    expect(await openVector(path)).toMatchObject({ crs: { kind: "unknown" }, featureCount: 0 });
  });
});

describe("refusals leave the former file", () => {
  test.each([
    ["NaN", point({ a: { b: [Number.NaN] } }), "NOT_WRITABLE", 'has NaN as property "a"'],
    ["a date", point({ a: new Date(0) }), "NOT_WRITABLE", "a Date"],
    ["a big integer", point({ a: 1n }), "NOT_WRITABLE", "a bigint"],
    ["a function", point({ a: () => 1 }), "NOT_WRITABLE", "a function"],
    ["a position of NaN", point({}, [Number.NaN, 1]), "GEOMETRY_BROKEN", "NaN"],
    ["a latitude of 91°", point({}, [0, 91]), "GEOMETRY_BROKEN", "91"],
    ["no feature", 5 as unknown as Feature, "GEOMETRY_BROKEN", "feature 2 is 5"],
  ] as const)("%s", async (_, broken, code, words) => {
    for (const write of [writeGeoJson, writeGeoJsonLines, writeFlatGeobuf]) {
      const path = newFile("a");
      await write(path, [], { crs: 4326 });
      const former = readFileSync(path);
      const found = await refusal(() => write(path, [point({}), broken], { crs: 4326 }));
      expect(found.code).toBe(code);
      expect(found.message).toContain(words);
      expect(readFileSync(path)).toEqual(former);
      expect(readdirSync(dirname(path))).toEqual(["a"]);
    }
  });

  test("a cycle, bytes in JSON, no CRS, another CRS, a CRS without a code", async () => {
    const path = newFile("a");
    const cycle: Record<string, unknown> = {};
    cycle["self"] = cycle;
    const code = async (action: () => Promise<unknown>) => (await refusal(action)).code;
    expect(await code(() => writeGeoJson(path, [point(cycle)], { crs: 4326 }))).toBe("NOT_WRITABLE");
    expect(await code(() => writeGeoJson(path, [point({ a: Uint8Array.of(1) })], { crs: 4326 }))).toBe(
      "NOT_WRITABLE",
    );
    expect(await code(() => writeGeoJson(path, []))).toBe("OPTIONS_REFUSED");
    const source = await openVector(fixture("areas.geojson"));
    expect(await code(() => writeGeoJson(path, source.features(), { crs: 3857 }))).toBe("CRS_MISMATCH");
    expect(await code(() => writeGeoJson(path, [], { crs: { kind: "wkt", wkt: "x" } }))).toBe("CRS_UNUSABLE");
    expect(await code(() => writeGeoJsonLines(path, [], { crs: 3857 }))).toBe("CRS_UNUSABLE");
    const pole = {
      type: "Polygon",
      coordinates: [
        [
          [0, 80],
          [120, 80],
          [-120, 80],
          [0, 80],
        ],
      ],
    } as const;
    expect(await code(() => writeGeoJson(path, [{ ...point({}), geometry: pole }], { crs: 4326 }))).toBe(
      "CROSSES_ANTIMERIDIAN",
    );
    expect(await code(() => writeFlatGeobuf(path, [], { crs: 4326, indx: true } as object))).toBe(
      "OPTIONS_REFUSED",
    );
    await expect(writeGeoJson(dirname(path), [], { crs: 4326 })).rejects.toMatchObject({
      name: "FilesError",
      code: "IS_A_FOLDER",
    });
  });
});

describe.skipIf(!hasGdal())("with ogr2ogr, where it is installed", () => {
  test("GDAL reads back features, fields and CRS of what is written", async () => {
    const source = await openVector(fixture("areas.geojson"));
    const expected = await collectFeatures(source.features());
    for (const [name, write] of [
      ["a.fgb", writeFlatGeobuf],
      ["a.geojson", writeGeoJson],
      ["a.geojsonl", writeGeoJsonLines],
    ] as const) {
      const path = newFile(name);
      await write(path, source.features());
      const back = execFileSync(
        "ogr2ogr",
        ["-f", "GeoJSON", "-lco", "COORDINATE_PRECISION=15", "/vsistdout/", path],
        { encoding: "utf8" },
      );
      const { features: list } = JSON.parse(back) as { features: Feature[] };
      const byName = (all: readonly Feature[]) =>
        all
          .map(({ properties, geometry: shape }) =>
            JSON.stringify([properties["name"], properties["big"], shape]),
          )
          .toSorted();
      expect(byName(list), name).toEqual(byName(expected));
    }
    const path = newFile("b.fgb");
    await writeFlatGeobuf(path, reprojectFeatures(source.features(), { to: 32632 }));
    expect(execFileSync("ogrinfo", ["-al", "-so", path], { encoding: "utf8" })).toMatch(
      /ID\["EPSG",32632\]\][\s\S]*big: Integer64/,
    );
  });
});

function hasGdal(): boolean {
  try {
    execFileSync("ogr2ogr", ["--version"]);
    return true;
  } catch {
    return false;
  }
}

/** JSON knows no −0. */
function withoutMinusZero(feature: Feature): Feature {
  return JSON.parse(JSON.stringify(feature)) as Feature;
}
