// The oracle is PROJ 9.5.1 without grids (scripts/generate.py).
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type Crs,
  crsInfo,
  geodesicDistance,
  isProjectionError,
  knownCrs,
  pointTransform,
} from "../src/index.ts";

interface Fixture {
  readonly points: Readonly<Record<string, readonly (readonly [number, number, number, number])[]>>;
  readonly pairs: readonly (readonly [number, number, number, number, number, number])[];
  readonly units: Readonly<Record<string, readonly [string, number, boolean]>>;
}

const read = (name: string) => JSON.parse(readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8"));
const fixture: Fixture = read("proj.json");
const WGS84: Crs = { kind: "epsg", code: 4326 };
const epsg = (code: string | number): Crs => ({ kind: "epsg", code: Number(code) });
/** The promise of this package. */
const METRES = 1;

function errorOf(crs: Crs, [x, y, longitude, latitude]: readonly [number, number, number, number]): number {
  const toDegrees = pointTransform(crs, WGS84);
  const there = geodesicDistance(toDegrees.forward(x, y), [longitude, latitude]);
  const back = geodesicDistance(toDegrees.forward(...toDegrees.inverse(longitude, latitude)), [
    longitude,
    latitude,
  ]);
  return Math.max(there, back);
}

test("the table holds every code of the fixture, and UTM", () => {
  const known = new Set(knownCrs());
  for (const code of Object.keys(fixture.points)) expect(known.has(Number(code)), code).toBe(true);
  expect(known.size).toBeGreaterThan(1300);
});

test("every known system is within 1 m of PROJ, to degrees and back", () => {
  const far = Object.entries(fixture.points).flatMap(([code, points]) => {
    const error = Math.max(...points.map((point) => errorOf(epsg(code), point)));
    return error <= METRES ? [] : [`EPSG:${code}: ${error} m`];
  });
  expect(far).toEqual([]);
});

test.each(fixture.pairs)("EPSG:%d to EPSG:%d is within 1 m of PROJ", (from, to, x, y, targetX, targetY) => {
  const [movedX, movedY] = pointTransform(epsg(from), epsg(to)).forward(x, y);
  const scale = crsInfo(epsg(to)).metresPerUnit ?? 111_320;
  expect(Math.hypot(movedX - targetX, movedY - targetY) * scale).toBeLessThan(METRES);
});

test("units that are no metres are those of the EPSG Dataset", () => {
  for (const [code, [name, factor]] of Object.entries(fixture.units)) {
    const info = crsInfo(epsg(code));
    if (info.kind === "projected") expect(info.metresPerUnit, `${code} ${name}`).toBeCloseTo(factor, 9);
  }
});

interface WktCase {
  readonly name: string;
  readonly version: string;
  readonly wkt: string;
  readonly points: readonly (readonly [number, number, number, number])[];
}

const cases: readonly WktCase[] = read("wkt.json");

describe.each(cases)("$name as $version", ({ wkt, points }) => {
  test("is within 1 m of PROJ, or refused by name", () => {
    for (const point of points) {
      let error = 0;
      try {
        error = errorOf({ kind: "wkt", wkt }, point);
      } catch (refusal) {
        expect(isProjectionError(refusal, "CRS_UNSUPPORTED"), String(refusal)).toBe(true);
        continue;
      }
      expect(error).toBeLessThan(METRES);
    }
  });
});
