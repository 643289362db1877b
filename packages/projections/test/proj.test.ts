// The oracle is PROJ 9.5.1 without grids, as pyproj and GDAL use it: see scripts/generate.py.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Crs, crsInfo, geodesicDistance, knownCrs, pointTransform } from "../src/index.ts";

const WGS84: Crs = { kind: "epsg", code: 4326 };
const epsg = (code: number): Crs => ({ kind: "epsg", code });
/** The promise of this package. */
const METRES = 1;

function rows(name: string): number[][] {
  const text = readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => line.split(",").map(Number));
}

/** How far this package is from PROJ at a point, to degrees and from degrees. */
function distance(code: number, [longitude = 0, latitude = 0, x = 0, y = 0]: readonly number[]): number {
  const { forward, inverse } = pointTransform(WGS84, epsg(code));
  const { metresPerUnit } = crsInfo(epsg(code));
  const there = forward(longitude, latitude);
  const ahead =
    metresPerUnit === null
      ? geodesicDistance(there, [x, y])
      : Math.hypot(there[0] - x, there[1] - y) * metresPerUnit;
  return Math.max(ahead, geodesicDistance(inverse(x, y), [longitude, latitude]));
}

test.each(["listed.csv", "others-1.csv", "others-2.csv", "others-3.csv"])(
  "the systems of %s are within 1 m of PROJ, to degrees and from degrees",
  (name) => {
    const far = rows(name).flatMap(([code = 0, ...point]) => {
      const metres = distance(code, point);
      return metres < METRES ? [] : [`EPSG:${code} at ${point}: ${metres} m`];
    });
    expect(far).toEqual([]);
  },
);

test("every known system is compared with PROJ, and nothing else is", () => {
  const files = ["listed.csv", "others-1.csv", "others-2.csv", "others-3.csv"];
  const compared = new Set(files.flatMap(rows).map(([code = 0]) => code));
  expect(knownCrs().filter((code) => !compared.has(code))).toEqual([]);
  expect(compared.size).toBe(knownCrs().length);
  expect(compared.size).toBeGreaterThan(5000);
});

test("units are those of the EPSG Dataset", () => {
  const units = new Map(rows("units.csv").map(([code = 0, factor = 0]) => [code, factor]));
  expect(units.size).toBeGreaterThan(500);
  for (const code of knownCrs()) {
    const { metresPerUnit } = crsInfo(epsg(code));
    if (metresPerUnit !== null) expect(metresPerUnit, String(code)).toBeCloseTo(units.get(code) ?? 1, 9);
  }
});

/** Old datums, both: PROJ has a shift of its own between them, this package goes over WGS 84. Metres apart, at most. */
const BETWEEN_OLD_DATUMS = new Map([
  ["EPSG:4230 to EPSG:27700", 1.5],
  ["EPSG:23030 to EPSG:27700", 1.5],
  ["EPSG:23031 to EPSG:27700", 1.5],
  ["EPSG:31466 to EPSG:2154", 1.5],
]);

test("from one system to another is within 1 m of PROJ's own way between them", () => {
  const far = rows("pairs.csv").flatMap(([from = 0, to = 0, x = 0, y = 0, targetX = 0, targetY = 0]) => {
    const [movedX, movedY] = pointTransform(epsg(from), epsg(to)).forward(x, y);
    const metres = Math.hypot(movedX - targetX, movedY - targetY) * (crsInfo(epsg(to)).metresPerUnit ?? 0);
    const name = `EPSG:${from} to EPSG:${to}`;
    return metres < (BETWEEN_OLD_DATUMS.get(name) ?? METRES) ? [] : [`${name}: ${metres.toFixed(1)} m`];
  });
  expect(far).toEqual([]);
});
