import { expect, test } from "vitest";
import { crsName, sameCrs } from "./crs-name.ts";

const LOCAL = { kind: "wkt", wkt: 'PROJCRS["Site grid 7",BASEGEOGCRS["WGS 84"]]' } as const;

test("a CRS is named by its code, or by the name in its WKT", () => {
  expect(crsName({ kind: "epsg", code: 32618 })).toBe("EPSG:32618");
  expect(crsName(LOCAL)).toBe('"Site grid 7"');
  expect(crsName({ kind: "wkt", wkt: "" })).toBe('"WKT without a name"');
  expect(crsName({ kind: "unknown" })).toBe("unknown");
});

test("white space outside quotes makes no other CRS, inside quotes it does", () => {
  const spaced = { kind: "wkt", wkt: 'PROJCRS["Site grid 7",\n  BASEGEOGCRS[ "WGS 84" ] ]' } as const;
  const other = { kind: "wkt", wkt: LOCAL.wkt.replace("grid 7", "grid7") } as const;
  expect(sameCrs(LOCAL, spaced)).toBe(true);
  expect(sameCrs(LOCAL, other)).toBe(false);
  expect(sameCrs(LOCAL, { kind: "unknown" })).toBe(false);
  expect(sameCrs({ kind: "unknown" }, { kind: "unknown" })).toBe(true);
  expect(sameCrs({ kind: "epsg", code: 4326 }, { kind: "epsg", code: 3857 })).toBe(false);
});
