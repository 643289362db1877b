import { describe, expect, test } from "vitest";
import { fixture, fixtureJson, refusal } from "../test/support/files.ts";
import {
  collectFeatures,
  type Feature,
  type Geometry,
  openVector,
  type ReprojectOptions,
  reprojectFeatures,
} from "./index.ts";
import { linesOf } from "./internal/feature-bounds.ts";

interface Collection {
  readonly features: readonly Feature[];
}

const moved = (geometry: Geometry, options: ReprojectOptions) =>
  collectFeatures(reprojectFeatures([{ type: "Feature", properties: {}, geometry }], options));

const box = (xMin: number, yMin: number, xMax: number, yMax: number) => [
  [xMin, yMin],
  [xMax, yMin],
  [xMax, yMax],
  [xMin, yMax],
  [xMin, yMin],
];

describe("against ogr2ogr", () => {
  test.each([
    ["areas-utm.geojson", 32632, 1e-3],
    ["areas-3857.geojson", 3857, 1e-6],
    ["areas-3035.fgb", 3035, 1e-3],
  ] as const)("%s: corners lie where GDAL puts them", async (name, to, within) => {
    const source = await openVector(fixture("areas.geojson"));
    const own = await collectFeatures(reprojectFeatures(source.features(), { to, tolerance: Infinity }));
    const reference = await collectFeatures((await openVector(fixture(name))).features());
    const byName = (list: readonly Feature[]) =>
      list.toSorted((a, b) => String(a.properties["name"]).localeCompare(String(b.properties["name"])));
    const pairs = byName(own).map((feature, index) => [feature, byName(reference)[index]] as const);
    expect(pairs).toHaveLength(6);
    for (const [a, b] of pairs) expect(furthest(a, b), String(a.properties["name"])).toBeLessThan(within);
  });

  test("uncut polygons stay whole in UTM zones 1 and 60", async () => {
    const { features } = fixtureJson<Collection>("antimeridian.geojson");
    const reference = fixtureJson<Collection>("antimeridian-utm1.geojson").features;
    const own = await collectFeatures(
      reprojectFeatures(features, { from: 4326, to: 32601, tolerance: Infinity }),
    );
    for (const [index, feature] of own.entries())
      expect(furthest(feature, reference[index])).toBeLessThan(1e-3);
    const written = features.map((feature) => ({ ...feature, geometry: wrapped(feature.geometry) }));
    const again = await collectFeatures(
      reprojectFeatures(written, { from: 4326, to: 32601, tolerance: Infinity }),
    );
    for (const [index, feature] of again.entries())
      expect(furthest(feature, reference[index])).toBeLessThan(1e-3);
    const zone60 = await collectFeatures(reprojectFeatures(written, { from: 4326, to: 32660 }));
    expect(zone60.map(({ geometry }) => geometry?.type)).toEqual(["Polygon", "Polygon", "Polygon"]);
  });

  test("and are cut where the map ends, into the parts of ogr2ogr -wrapdateline", async () => {
    const { features } = fixtureJson<Collection>("antimeridian.geojson");
    const written = features.map((feature) => ({ ...feature, geometry: wrapped(feature.geometry) }));
    const reference = fixtureJson<Collection>("antimeridian-cut.geojson").features;
    for (const to of [4258, 3857]) {
      const own = await collectFeatures(reprojectFeatures(written, { from: 4326, to, tolerance: Infinity }));
      const back = await collectFeatures(reprojectFeatures(own, { from: to, to: 4326, tolerance: Infinity }));
      for (const [index, { geometry }] of back.entries())
        expect(partsOf(geometry)).toEqual(partsOf(reference[index]?.geometry ?? null));
    }
  });
});

describe("long edges", () => {
  test("get points until they lie within the tolerance", async () => {
    const ring = box(0, 50, 20, 60);
    for (const tolerance of [100, 1]) {
      const [feature] = await moved(
        { type: "Polygon", coordinates: [ring] },
        { from: 4326, to: 3035, tolerance },
      );
      const [fine] = await moved(
        { type: "Polygon", coordinates: [ring] },
        { from: 4326, to: 3035, tolerance: 0.001 },
      );
      const line = linesOf(feature?.geometry as Geometry)[0] ?? [];
      const away = (linesOf(fine?.geometry as Geometry)[0] ?? []).map((place) => distanceToLine(place, line));
      expect(Math.max(...away)).toBeLessThan(tolerance * 1.01);
      expect(line.length).toBeGreaterThan(5);
    }
  });

  test("the whole world stays the whole world", async () => {
    const [feature] = await moved(
      { type: "Polygon", coordinates: [box(-180, -80, 180, 80)] },
      { from: 4326, to: 3857 },
    );
    expect(feature?.geometry).toMatchObject({ type: "Polygon" });
    const xs = linesOf(feature?.geometry as Geometry)[0]?.map(([x = 0]) => x) ?? [];
    expect([Math.min(...xs), Math.max(...xs)].map(Math.round)).toEqual([-20037508, 20037508]);
    const [back] = await collectFeatures(reprojectFeatures([feature as Feature], { from: 3857, to: 4326 }));
    expect(back?.geometry?.type).toBe("Polygon");
  });
});

describe("the antimeridian from a projected CRS", () => {
  const square = { type: "Polygon", coordinates: [box(100_000, 100_000, 300_000, 200_000)] } as const;

  test.each([4326, 3857])("UTM zone 1 to EPSG:%d is cut in two", async (to) => {
    const [feature] = await moved(square, { from: 32601, to });
    expect(feature?.geometry).toMatchObject({ type: "MultiPolygon", coordinates: { length: 2 } });
    const edge = to === 4326 ? 180 : 20037508.342789244;
    const xs = linesOf(feature?.geometry as Geometry).flatMap((line) => line.map(([x = 0]) => x));
    expect(Math.max(...xs)).toBeCloseTo(edge, 6);
    expect(Math.min(...xs)).toBeCloseTo(-edge, 6);
    expect(xs.filter((x) => Math.abs(x) < edge * 0.99)).toEqual([]);
  });

  test("lines and points are cut and moved", async () => {
    const [line] = await moved(
      {
        type: "LineString",
        coordinates: [
          [179, 0],
          [-179, 2],
        ],
      },
      { from: 4326, to: 4258 },
    );
    expect(line?.geometry).toEqual({
      type: "MultiLineString",
      coordinates: [
        [
          [179, 0],
          [180, 1],
        ],
        [
          [-180, 1],
          [-179, 2],
        ],
      ],
    });
    const [point] = await moved({ type: "Point", coordinates: [181, 5] }, { from: 4326, to: 4258 });
    expect(point?.geometry).toEqual({ type: "Point", coordinates: [-179, 5] });
  });
});

describe("what cannot be moved", () => {
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

  test("a ring around a pole is refused, or left out if that is asked for", async () => {
    expect(await refusal(() => moved(pole, { from: 4326, to: 3857 }))).toMatchInlineSnapshot(`
      {
        "code": "CROSSES_ANTIMERIDIAN",
        "message": "feature 1 runs around a pole or across the seam of EPSG:3857, but an area within its map was expected; cut it there (ogr2ogr -wrapdateline), or choose a CRS made for the place",
      }
    `);
    const stream = reprojectFeatures([{ type: "Feature", id: "p", properties: {}, geometry: pole }], {
      from: 4326,
      to: 3857,
      outside: "leave-out",
    });
    expect(await collectFeatures(stream)).toEqual([]);
    expect(stream.report().leftOut).toEqual([
      { reason: "across the seam of EPSG:3857", count: 1, first: ['feature 1 ("p")'] },
    ]);
  });

  test("a place outside of the map is refused with its feature", async () => {
    const geometry = { type: "Point", coordinates: [0, 95] } as const;
    const found = await refusal(() => moved(geometry, { from: 4326, to: 3857 }));
    expect(found.code).toBe("OUTSIDE_DOMAIN");
    expect(found.message).toContain("feature 1: the point 0, 95");
    const stream = reprojectFeatures([{ type: "Feature", properties: {}, geometry }], {
      from: 4326,
      to: 3857,
      outside: "leave-out",
    });
    expect(await collectFeatures(stream)).toEqual([]);
    expect(stream.report().leftOut).toMatchObject([{ reason: "outside of EPSG:3857", count: 1 }]);
  });

  test("systems that are not known, and options that are not", async () => {
    const refused = async (options: ReprojectOptions) =>
      (await refusal(async () => reprojectFeatures([], options))).code;
    expect(await refused({ to: 4326 })).toBe("OPTIONS_REFUSED");
    expect(await refused({ from: { kind: "unknown" }, to: 4326 })).toBe("CRS_UNUSABLE");
    expect(await refused({ from: 4326, to: 999999 })).toBe("CRS_UNUSABLE");
    expect(await refused({ from: 4326, to: 3857, tolerance: 0 })).toBe("OPTIONS_REFUSED");
    expect(await refused({ from: 4326, to: 3857, tolerence: 1 } as ReprojectOptions)).toBe("OPTIONS_REFUSED");
  });
});

test("features of the same CRS, and without geometry, are given as they are", async () => {
  const source = await openVector(fixture("areas.geojson"));
  const stream = reprojectFeatures(source.features(), { to: "OGC:CRS84" });
  expect(await collectFeatures(stream)).toEqual(await collectFeatures(source.features()));
  expect(stream.report().features).toBe(6);
  const empty: Feature = { type: "Feature", properties: { a: 1 }, geometry: null };
  expect(await collectFeatures(reprojectFeatures([empty], { from: 4326, to: 3857 }))).toEqual([empty]);
});

/** Largest distance between the corners of two features with as many of them. */
function furthest(a: Feature | undefined, b: Feature | undefined): number {
  const corners = (feature: Feature | undefined) => linesOf(feature?.geometry as Geometry).flat();
  const [own, reference] = [corners(a), corners(b)];
  if (own.length !== reference.length || own.length === 0) return Number.POSITIVE_INFINITY;
  const distances = own.map(([x = 0, y = 0], index) => {
    const [x1 = 0, y1 = 0] = reference[index] ?? [];
    return Math.hypot(x - x1, y - y1);
  });
  return Math.max(...distances);
}

/** As a file would hold it that was not cut: from 179° to −179°. */
function wrapped(geometry: Geometry | null): Geometry | null {
  if (geometry?.type !== "Polygon") return geometry;
  const rings = geometry.coordinates.map((ring) => ring.map(([x = 0, y = 0]) => [x > 180 ? x - 360 : x, y]));
  return { ...geometry, coordinates: rings };
}

/** Corners of each part of a polygon, in an order of their own. */
function partsOf(geometry: Geometry | null): string[] {
  const polygons =
    geometry?.type === "MultiPolygon"
      ? geometry.coordinates
      : geometry?.type === "Polygon"
        ? [geometry.coordinates]
        : [];
  const text = (value: number) => (Object.is(Math.round(value * 1e6), -0) ? 0 : Math.round(value * 1e6));
  return polygons
    .map((rings) =>
      [...new Set(rings.flatMap((ring) => ring.map(([x = 0, y = 0]) => `${text(x)} ${text(y)}`)))]
        .toSorted()
        .join(", "),
    )
    .toSorted();
}

function distanceToLine([x = 0, y = 0]: readonly number[], line: readonly (readonly number[])[]): number {
  const distances = line.slice(1).map(([x1 = 0, y1 = 0], index) => {
    const [x0 = 0, y0 = 0] = line[index] ?? [];
    const [dx, dy] = [x1 - x0, y1 - y0];
    const share = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(x - x0 - share * dx, y - y0 - share * dy);
  });
  return Math.min(...distances);
}
