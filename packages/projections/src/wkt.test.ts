import fc from "fast-check";
import { expect, test } from "vitest";
import type { Crs } from "./crs.ts";
import { crsInfo } from "./crs-info.ts";
import { isProjectionError } from "./errors.ts";
import { pointTransform } from "./point-transform.ts";

const WGS84: Crs = { kind: "epsg", code: 4326 };
const BASE =
  'BASEGEOGCRS["x",DATUM["World Geodetic System 1984",ELLIPSOID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0]]';
const projected = (method: string, rest = "", name = "Mine") =>
  `PROJCRS["${name}",${BASE},CONVERSION["c",METHOD["${method}"],${rest}PARAMETER["False easting",500000]],CS[Cartesian,2],AXIS["E",east],AXIS["N",north],LENGTHUNIT["metre",1]]`;
const ORIGIN = 'PARAMETER["Longitude of natural origin",9,ANGLEUNIT["degree",0.0174532925199433]],';
const wkt = (text: string): Crs => ({ kind: "wkt", wkt: text });
const refusal = (text: string) => () => pointTransform(WGS84, wkt(text));

test("a code in the text, with the name that it has, is looked up; with another name it is not", () => {
  const coded = (name: string) =>
    projected("Transverse Mercator", ORIGIN, name).replace(/\]$/, ',ID["EPSG",27700]]');
  expect(crsInfo(wkt(coded("OSGB36 / British National Grid"))).code).toBe(27700);
  expect(crsInfo(wkt(coded("Mine")))).toMatchObject({ code: null, name: "Mine", unit: "metre" });
});

test("what was not compared with PROJ is refused by name", () => {
  expect(refusal(projected("Guyou"))).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: CRS "Mine" cannot be used: its projection "Guyou" is not among those that were compared with PROJ; reproject the file first: gdalwarp -t_srs EPSG:<code> or ogr2ogr -t_srs EPSG:<code>]`,
  );
  expect(
    refusal(projected("Transverse Mercator", 'PARAMETER["Bend",3],')),
  ).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: CRS "Mine" cannot be used: its parameter "Bend" is not known; reproject the file first: gdalwarp -t_srs EPSG:<code> or ogr2ogr -t_srs EPSG:<code>]`,
  );
  expect(
    refusal(projected("Transverse Mercator", 'PARAMETER["Longitude of natural origin","east"],')),
  ).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: CRS "Mine" cannot be used: its parameter "Longitude of natural origin" is no number; reproject the file first: gdalwarp -t_srs EPSG:<code> or ogr2ogr -t_srs EPSG:<code>]`,
  );
  expect(
    refusal(projected("Sinusoidal", 'PARAMETER["Latitude of natural origin",10],')),
  ).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: CRS "Mine" cannot be used: proj4js does not take "lat_0" = 10 for the projection "sinu"; reproject the file first: gdalwarp -t_srs EPSG:<code> or ogr2ogr -t_srs EPSG:<code>]`,
  );
  expect(refusal(projected("Lambert Conic Conformal (2SP)", ORIGIN))).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: CRS "Mine" cannot be used: its projection has no standard parallel; reproject the file first: gdalwarp -t_srs EPSG:<code> or ogr2ogr -t_srs EPSG:<code>]`,
  );
  expect(
    refusal(projected("Mercator (variant A)", `${ORIGIN}PARAMETER["Latitude of natural origin",10],`)),
  ).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: CRS "Mine" cannot be used: its origin is at latitude 10, 0 was expected; reproject the file first: gdalwarp -t_srs EPSG:<code> or ogr2ogr -t_srs EPSG:<code>]`,
  );
  expect(
    refusal(projected("Transverse Mercator", ORIGIN).replace("east]", "down]")),
  ).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: CRS "Mine" cannot be used: its axes point to down and north, east and north were expected; reproject the file first: gdalwarp -t_srs EPSG:<code> or ogr2ogr -t_srs EPSG:<code>]`,
  );
  expect(refusal('LOCAL_CS["Site",UNIT["metre",1]]')).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: CRS "Site" cannot be used: it is a LOCAL_CS, a projected or geographic system was expected; reproject the file first: gdalwarp -t_srs EPSG:<code> or ogr2ogr -t_srs EPSG:<code>]`,
  );
  expect(
    refusal(
      'GEODCRS["Earth",DATUM["World Geodetic System 1984",ELLIPSOID["WGS 84",6378137,298.257223563]],CS[Cartesian,3]]',
    ),
  ).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: CRS "Earth" cannot be used: its coordinates are X, Y, Z from the centre of the Earth; reproject the file first: gdalwarp -t_srs EPSG:<code> or ogr2ogr -t_srs EPSG:<code>]`,
  );
});

test("a unit that is nothing is refused, one that is not said is the usual one", () => {
  const metres = projected("Transverse Mercator", ORIGIN);
  expect(refusal(metres.replace('"metre",1', '"metre",0'))).toThrow(
    /its unit "metre" is 0, a number above 0/,
  );
  expect(crsInfo(wkt(metres.replace(',LENGTHUNIT["metre",1]', ""))).unit).toBe("metre");
  expect(crsInfo(wkt(metres.replace('"metre",1', '"foot",0.3048'))).unit).toBe("foot");
});

test("the horizontal part of a compound system is taken", () => {
  const compound = `COMPOUNDCRS["Both",${projected("Transverse Mercator", ORIGIN)},VERTCRS["h",VDATUM["sea"]]]`;
  const one = pointTransform(WGS84, wkt(projected("Transverse Mercator", ORIGIN)));
  expect(pointTransform(WGS84, wkt(compound)).forward(9.5, 48)).toEqual(one.forward(9.5, 48));
  expect(refusal('COMPOUNDCRS["None",VERTCRS["h"]]')).toThrow(
    /"None" cannot be used: it has no horizontal part/,
  );
});

test("a shift by a grid is refused by name", () => {
  const inner = projected("Transverse Mercator", ORIGIN);
  const bound = `BOUNDCRS[SOURCECRS[${inner}],TARGETCRS[GEOGCRS["WGS 84"]],ABRIDGEDTRANSFORMATION["t",METHOD["NTv2"],PARAMETERFILE["f","x.gsb"]]]`;
  expect(refusal(bound)).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: CRS "Mine" cannot be used: its shift to WGS 84 is of the method "NTv2", a Helmert shift was expected; reproject the file first: gdalwarp -t_srs EPSG:<code> or ogr2ogr -t_srs EPSG:<code>]`,
  );
});

test("coordinate frame rotations are position vectors turned round", () => {
  const bound = (method: string, sign: number) =>
    `BOUNDCRS[SOURCECRS[${projected("Transverse Mercator", ORIGIN)}],TARGETCRS[GEOGCRS["WGS 84"]],ABRIDGEDTRANSFORMATION["t",METHOD["${method}"],${[100, 200, 300, sign, sign * 2, sign * 3, 1.00001].map((value) => `PARAMETER["p",${value}]`).join()}]]`;
  const vector = pointTransform(WGS84, wkt(bound("Position Vector transformation (geog2D domain)", 1)));
  const frame = pointTransform(WGS84, wkt(bound("Coordinate Frame rotation (geog2D domain)", -1)));
  expect(frame.forward(9.5, 48)).toEqual(vector.forward(9.5, 48));
  expect(vector.accuracyMetres).toBeNull();
  expect(vector.notes.join()).toContain("the shift to WGS 84 is the one of its WKT");
});

test("systems of one unknown datum go into each other, but not into WGS 84", () => {
  const own = (method: string) =>
    projected(method, ORIGIN).replace("World Geodetic System 1984", "Plant").replace("6378137", "6378300");
  const { forward, inverse, accuracyMetres } = pointTransform(
    wkt(own("Transverse Mercator")),
    wkt(own("Lambert Azimuthal Equal Area")),
  );
  const [x, y] = inverse(...forward(510000, 100000));
  expect([x, y]).toEqual([expect.closeTo(510000, 3), expect.closeTo(100000, 3)]);
  expect(accuracyMetres).toBe(0);
  expect(refusal(own("Transverse Mercator"))).toThrow(
    /the shift of its datum "Plant" to WGS 84 is not known/,
  );
});

test("brackets of both kinds, white space and doubled quotation marks are read", () => {
  const spaced = projected("Transverse Mercator", ORIGIN, 'A ""B"" C')
    .replaceAll("[", " ( ")
    .replaceAll("]", ")\n");
  expect(crsInfo(wkt(spaced)).name).toBe('A "B" C');
});

test("damaged WKT is a ProjectionError or finite numbers, never anything else", () => {
  const texts = [projected("Transverse Mercator", ORIGIN), projected("Albers Equal Area", ORIGIN)];
  const cut = fc.nat({ max: 400 });
  const splice = fc.constantFrom("", "[", "]", '"', ",", "NaN", "-1e999", "0", "UNIT[", "é", "[[[[");
  fc.assert(
    fc.property(fc.constantFrom(...texts), cut, cut, splice, (text, at, length, put) => {
      const damaged = text.slice(0, at) + put + text.slice(at + (length % 40));
      try {
        const [x, y] = pointTransform(WGS84, wkt(damaged)).forward(9.5, 48);
        expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
      } catch (error) {
        if (!isProjectionError(error)) throw error;
      }
    }),
    { numRuns: 1000 },
  );
  for (const text of ["(".repeat(1e5), "A[".repeat(5e4), `A["${"x".repeat(2e5)}"]`])
    expect(refusal(text)).toThrow(/cannot be read/);
});
