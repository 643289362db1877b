import { expect, test } from "vitest";
import type { Crs } from "./crs.ts";
import { crsInfo, knownCrs } from "./crs-info.ts";
import { isProjectionError } from "./errors.ts";
import { pointTransform } from "./point-transform.ts";

const WGS84: Crs = { kind: "epsg", code: 4326 };
const epsg = (code: number): Crs => ({ kind: "epsg", code });

test.each([3035, 2393, 31467, 4258])(
  "EPSG:%d is easting before northing, though its authority says otherwise",
  (code) => {
    const [x, y] = pointTransform(WGS84, epsg(code)).forward(10, 50);
    if (code === 4258) expect([x, y]).toEqual([expect.closeTo(10, 9), expect.closeTo(50, 9)]);
    else expect(crsInfo(epsg(code)).name && x > 1e6 && y > 1e6).toBe(true);
    const [east] = pointTransform(WGS84, epsg(code)).forward(10.1, 50);
    expect(east).toBeGreaterThan(x);
  },
);

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

test("systems that cannot be right are refused by name", () => {
  expect(() => pointTransform(epsg(2169), WGS84)).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: EPSG:2169 "LUREF / Luxembourg TM" cannot be used: the best projection with a Helmert shift is 159.2 m from PROJ; reproject the file first: gdalwarp -t_srs EPSG:<code> or ogr2ogr -t_srs EPSG:<code>]`,
  );
  expect(() => pointTransform(epsg(99999), WGS84)).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: EPSG:99999 is not among the 1317 systems that were checked against PROJ; give its WKT (gdalsrsinfo -o wkt2_2019 EPSG:99999), or reproject the file to one of them]`,
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
