import fc from "fast-check";
import { expect, test } from "vitest";
import type { Crs } from "./crs.ts";
import { crsInfo, knownCrs } from "./crs-info.ts";
import { isProjectionError } from "./errors.ts";
import { geodesicDistance } from "./ground.ts";
import { pointTransform } from "./point-transform.ts";

const WGS84: Crs = { kind: "epsg", code: 4326 };
const epsg = (code: number): Crs => ({ kind: "epsg", code });

// pyproj 3.7.2, always_xy=True; the authority of each puts the northing or the latitude first
test.each([
  [3035, 10, 50, 4321000, 2989000, 1e4],
  [2393, 25, 62, 3395000, 6880000, 1e4],
  [31467, 9, 50, 3500000, 5540000, 1e4],
  [4258, 10, 50, 10, 50, 1e-9],
])("EPSG:%d is easting before northing", (code, longitude, latitude, x, y, tolerance) => {
  const [movedX, movedY] = pointTransform(WGS84, epsg(code)).forward(longitude, latitude);
  expect(Math.abs(movedX - x)).toBeLessThan(tolerance);
  expect(Math.abs(movedY - y)).toBeLessThan(tolerance);
});

test("westings and southings stay what they are, and a note says so", () => {
  const { forward, notes } = pointTransform(WGS84, epsg(2048));
  const [westing, southing] = forward(18.5, -33.9);
  expect(westing).toBeGreaterThan(4e4);
  expect(southing).toBeGreaterThan(3.7e6);
  expect(notes).toContain(
    '"Hartebeesthoek94 / Lo19" counts x to the west and y to the south, as PROJ and GDAL do',
  );
});

test("equal codes change no digit", () => {
  expect(pointTransform(epsg(27700), epsg(27700)).forward(0.1, 0.2)).toEqual([0.1, 0.2]);
});

test("a system with a better grid says so", () => {
  const { accuracyMetres, notes } = pointTransform(epsg(27700), WGS84);
  expect(accuracyMetres).toBe(2);
  expect(notes.join()).toContain("OSTN15");
});

test("points without a place are refused, never NaN", () => {
  const { forward, inverse } = pointTransform(WGS84, epsg(3857));
  for (const [x, y] of [
    [Number.NaN, 0],
    [0, Number.POSITIVE_INFINITY],
    [0, 90.1],
    [1e9, 1e9],
  ] as const)
    expect(() => forward(x, y)).toThrow(/has no place/);
  expect(() => inverse(Number.NaN, 1)).toThrow(/has no place/);
  expect(() => forward(0, 91)).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: the point 0, 91 of "WGS 84" has no place in "WGS 84 / Pseudo-Mercator", which is meant for longitudes -180 to 180 and latitudes -85.06 to 85.06; check the CRS of the file, or leave the point out]`,
  );
});

test("systems that share a datum are not shifted", () => {
  const { forward, accuracyMetres, notes } = pointTransform(epsg(27700), epsg(4277));
  expect([accuracyMetres, notes]).toEqual([0, []]);
  const [longitude, latitude] = forward(530000, 180000); // pyproj 3.7.2
  expect([longitude, latitude]).toEqual([expect.closeTo(-0.1267477, 7), expect.closeTo(51.50348, 7)]);
});

test("GDA94 to GDA2020 is the 1.8 m that Australia has moved", () => {
  const { forward, inverse, accuracyMetres } = pointTransform(epsg(28355), epsg(7855));
  const [x, y] = forward(320000, 5800000);
  expect(Math.hypot(x - 320000, y - 5800000)).toBeCloseTo(1.6, 0);
  expect(inverse(x, y)).toEqual([expect.closeTo(320000, 3), expect.closeTo(5800000, 3)]);
  expect(accuracyMetres).toBeLessThan(0.1);
});

test("a place where no shift of the datum is known is refused, not left unshifted", () => {
  expect(() => pointTransform(WGS84, epsg(26717)).forward(-81, 11)).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: the point -81, 11 of "WGS 84" has no place in "NAD27 / UTM zone 17N", since no shift of "NAD27" to WGS 84 is known there; check the CRS of the file, or leave the point out]`,
  );
});

test("many points are moved in place, and equal single ones", () => {
  const { forward, transformInto } = pointTransform(WGS84, epsg(32632));
  const points = Float64Array.of(9, 48, 10, 49);
  expect(transformInto(points)).toBe(points);
  expect([...points]).toEqual([...forward(9, 48), ...forward(10, 49)]);
  expect(() => transformInto(new Float64Array(3))).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: points holds 3 numbers, but x and y of every point were expected; give an even number]`,
  );
  expect(() => transformInto(Float64Array.of(9, 48, Number.NaN, 1))).toThrow(/the point NaN, 1 of "WGS 84"/);
});

test("there and back is the same place, from anywhere in the area of any system of one shift", () => {
  // where the shift depends on the place, PROJ has two truths at the edges, and so has this package
  const single = knownCrs().filter(
    (one) => !pointTransform(WGS84, epsg(one)).notes.join().includes("depends"),
  );
  const code = fc.constantFrom(...single);
  const share = fc.double({ min: 0.05, max: 0.95, noNaN: true });
  fc.assert(
    fc.property(code, share, share, (one, acrossShare, upShare) => {
      const [west, south, east, north] = crsInfo(epsg(one)).areaOfUse ?? [0, 0, 0, 0];
      const width = east < west ? east - west + 360 : east - west;
      const place = [west + acrossShare * width, south + upShare * (north - south)] as const;
      const { forward, inverse } = pointTransform(WGS84, epsg(one));
      try {
        expect(geodesicDistance(inverse(...forward(...place)), place)).toBeLessThan(0.5);
      } catch (error) {
        if (!isProjectionError(error, "OUTSIDE_DOMAIN")) throw error;
      }
    }),
    { numRuns: 500 },
  );
});

test("systems that cannot be right are refused by name", () => {
  expect(() => pointTransform(epsg(2401), WGS84)).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: EPSG:2401 "Beijing 1954 / 3-degree Gauss-Kruger zone 25" cannot be used: 25 of 25 places of its area have no known shift to WGS 84 or no answer of proj4js; reproject the file first: gdalwarp -t_srs EPSG:<code> or ogr2ogr -t_srs EPSG:<code>]`,
  );
  expect(() => pointTransform(epsg(4807), WGS84)).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: EPSG:4807 "NTF (Paris)" cannot be used: its coordinates are in grads, degrees are computed; reproject the file first: gdalwarp -t_srs EPSG:<code> or ogr2ogr -t_srs EPSG:<code>]`,
  );
  expect(() => pointTransform(epsg(102100), WGS84)).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: EPSG:102100 is not among the 5621 systems that were checked against PROJ; it is ESRI's code of EPSG:3857, use that]`,
  );
  expect(() => pointTransform(epsg(99999), WGS84)).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: EPSG:99999 is not among the 5621 systems that were checked against PROJ; give its WKT (gdalsrsinfo -o wkt2_2019 EPSG:99999), or reproject the file to one of them]`,
  );
  expect(() => pointTransform({ kind: "unknown" }, WGS84)).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: the CRS is not known, but a known one was expected; say which it is, such as EPSG:32618]`,
  );
});

test("WKT of a datum without a known shift is refused, not taken for WGS 84", () => {
  const wkt =
    'GEOGCRS["Old grid",DATUM["Chatham Island Datum 1790",ELLIPSOID["Bessel 1841",6377397.155,299.1528128]],CS[ellipsoidal,2],AXIS["latitude",north],AXIS["longitude",east],ANGLEUNIT["degree",0.0174532925199433]]';
  expect(() => pointTransform({ kind: "wkt", wkt }, WGS84)).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: CRS "Old grid" cannot be used: the shift of its datum "Chatham Island Datum 1790" to WGS 84 is not known; reproject the file first: gdalwarp -t_srs EPSG:<code> or ogr2ogr -t_srs EPSG:<code>]`,
  );
});

test.each(["", "PROJCRS[", 'GEOGCS["x"]', 'PROJCRS["a",[[[[', 'PROJCS["x",GEOGCS["y"]]'])(
  "broken WKT %j is a ProjectionError",
  (wkt) => {
    try {
      pointTransform({ kind: "wkt", wkt }, WGS84).forward(1, 2);
      expect.unreachable();
    } catch (error) {
      expect(isProjectionError(error), String(error)).toBe(true);
    }
  },
);

test("every known system has a name, a unit and an area", () => {
  for (const code of knownCrs()) {
    const info = crsInfo(epsg(code));
    expect(info.name.length).toBeGreaterThan(2);
    expect(info.areaOfUse).toHaveLength(4);
    expect(info.kind === "geographic").toBe(info.metresPerUnit === null);
  }
});
