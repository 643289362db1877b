// The oracle is PROJ 9.5.1 without grids: see scripts/fixtures.py.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type Crs, crsInfo, geodesicDistance, isProjectionError, pointTransform } from "../src/index.ts";

interface WktCase {
  readonly name: string;
  readonly dialect: string;
  readonly wkt: string;
  /** x, y, longitude, latitude. */
  readonly points: readonly (readonly [number, number, number, number])[];
}

const WGS84: Crs = { kind: "epsg", code: 4326 };
const METRES = 1;
const cases = ["wkt-1.jsonl", "wkt-2.jsonl"].flatMap((name): WktCase[] => {
  const text = readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
});

/** What is refused, and the words that say why. All else is computed. */
const REFUSED: readonly (readonly [RegExp, RegExp])[] = [
  [
    /shifted Bessel in WKT1_ESRI|on Paris in WKT1_ESRI/,
    /the shift of its datum "D_Unknown.*" to WGS 84 is not known/,
  ],
  [/proj=stere \+lat_0=-90 \+k=.* in WKT1_ESRI/, /its projection "Stereographic" is not among those/],
  [/proj=cea .* in WKT1_ESRI/, /its projection "Behrmann" is not among those/],
  [/proj=omerc \+lat_0.* in WKT1_ESRI/, /its projection "Rectified_Skew_Orthomorphic_Center" is not among/],
  [/proj=omerc \+no_uoff.* in WKT1_ESRI/, /its projection "Hotine_Oblique_Mercator_Azimuth_Natural_Origin"/],
  [/proj=vandg/, /its projection "[Vv]an.?[Dd]er.?[Gg]rinten.*" is not among those/],
  [/proj=mill/, /its projection "Miller.Cylindrical" is not among those/],
  [/proj=gnom/, /its projection "Gnomonic" is not among those/],
  [/proj=ortho/, /its projection "Orthographic.*" is not among those/],
  [/proj=bonne/, /its projection "Bonne" is not among those/],
  [/proj=eck4/, /its projection "Eckert.IV" is not among those/],
  [/proj=wintri/, /its projection "Winkel.Tripel" is not among those/],
  [/EPSG:5513 without codes in WKT1_GDAL/, /it does not say whether its axes point to east and north/],
  [/EPSG:5513 without codes in WKT1_ESRI/, /its cone is not that of S-JTSK/],
  [/EPSG:4807/, /its coordinates are in [Gg]rads, not degrees/],
  [/EPSG:2401/, /the shift of its datum "(?:D_)?Beijing.1954" to WGS 84 is not known/],
];

test.each(cases)(
  "$name in $dialect is within 1 m of PROJ, or refused by name",
  ({ name, dialect, wkt, points }) => {
    const crs: Crs = { kind: "wkt", wkt };
    const reason = REFUSED.find(([pattern]) => pattern.test(`${name} in ${dialect}`))?.[1];
    if (reason !== undefined) {
      expect(refusalOf(crs)).toMatch(reason);
      return;
    }
    const { forward, inverse } = pointTransform(WGS84, crs);
    const { metresPerUnit } = crsInfo(crs);
    expect(points.length).toBeGreaterThan(0);
    for (const [x, y, longitude, latitude] of points) {
      expect(geodesicDistance(inverse(x, y), [longitude, latitude])).toBeLessThan(METRES);
      const there = forward(longitude, latitude);
      const metres =
        metresPerUnit === null
          ? geodesicDistance(there, [x, y])
          : Math.hypot(there[0] - x, there[1] - y) * metresPerUnit;
      expect(metres).toBeLessThan(METRES);
    }
  },
);

function refusalOf(crs: Crs): string {
  try {
    pointTransform(WGS84, crs);
  } catch (error) {
    if (isProjectionError(error, "CRS_UNSUPPORTED")) return error.message;
    throw error;
  }
  return "computed";
}
