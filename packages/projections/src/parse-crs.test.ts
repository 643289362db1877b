import { expect, test } from "vitest";
import { parseCrs } from "./parse-crs.ts";

test.each([
  [32618, 32618],
  ["32618", 32618],
  ["EPSG:32618", 32618],
  ["epsg::25832", 25832],
  ["urn:ogc:def:crs:EPSG::25832", 25832],
  ["urn:ogc:def:crs:EPSG:8.8:25832", 25832],
  ["http://www.opengis.net/def/crs/EPSG/0/3857", 3857],
  ["urn:ogc:def:crs:OGC:1.3:CRS84", 4326],
  ["OGC:CRS84", 4326],
  ["CRS84", 4326],
  ["WGS84", 4326],
  ["EPSG: 2056", 2056],
  ["urn:ogc:def:crs:OGC:1.3:CRS83", 4269],
  ["http://www.opengis.net/gml/srs/epsg.xml#27700", 27700],
])("%s is EPSG:%d", (text, code) => {
  expect(parseCrs(text)).toEqual({ kind: "epsg", code });
});

test("WKT is kept as it is", () => {
  expect(parseCrs(' PROJCRS["x",BASEGEOGCRS["y"]] ')).toEqual({
    kind: "wkt",
    wkt: 'PROJCRS["x",BASEGEOGCRS["y"]]',
  });
});

test("anything else is refused with what to write", () => {
  expect(() => parseCrs("UTM 33")).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: CRS is "UTM 33", but an EPSG code or WKT was expected; write EPSG:<code>, OGC:CRS84 or a WKT text]`,
  );
  expect(() => parseCrs("+proj=utm +zone=33")).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: CRS is "+proj=utm +zone=33", but an EPSG code or WKT was expected; PROJ strings lose datums, convert it: gdalsrsinfo -o wkt2_2019 '<string>']`,
  );
  expect(() => parseCrs("ESRI:54009")).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: CRS is "ESRI:54009", but an EPSG code or WKT was expected; give its WKT: gdalsrsinfo -o wkt2_2019 ESRI:54009]`,
  );
  expect(() => parseCrs(4326.5)).toThrow(/CRS is "4326.5"/);
  expect(() => parseCrs(Number.NaN)).toThrow(/CRS is "NaN"/);
  expect(() => parseCrs("")).toThrowErrorMatchingInlineSnapshot(
    `[ProjectionError: CRS is "", but an EPSG code or WKT was expected; write EPSG:<code>, OGC:CRS84 or a WKT text]`,
  );
});
