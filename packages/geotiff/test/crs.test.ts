import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describeShared } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { openGeoTiff, openGeoTiffBuffer, rasterInfo } from "../src/index.ts";

/** Made by fixtures/crs.py, which proved every text against PROJ. */
const folder = fileURLToPath(new URL("fixtures/crs/", import.meta.url));
const systems: Record<string, unknown> = JSON.parse(readFileSync(join(folder, "systems.json"), "utf8"));
const names = readdirSync(folder).flatMap((file) => (file.endsWith(".tif") ? [file.slice(0, -4)] : []));

test.each(names)("the keys of %s become the system that was proven", async (name) => {
  const source = await openGeoTiff(join(folder, `${name}.tif`));
  expect(source.crs).toEqual(systems[name]);
  const notes = source.info.notes.filter((note) => note.includes("reference system"));
  const isOfEsri =
    ["krovak", "mollweide", "natural-earth"].includes(name) || /^(eckert|geostationary)/.test(name);
  const expected = source.crs.kind === "unknown" ? ["is not known"] : isOfEsri ? ["text of Esri"] : [];
  expect(notes).toEqual(expected.map((words) => expect.stringContaining(words)));
  await source.close();
});

test("a projected system as WKT2, on one line", async () => {
  expect((await rasterInfo(join(folder, "lcc-2sp-feet.tif"))).crs).toMatchInlineSnapshot(
    `"PROJCRS["unknown",BASEGEOGCRS["unknown",DATUM["North American Datum 1983",ELLIPSOID["GRS 1980",6378137,298.257222101,LENGTHUNIT["metre",1]],ID["EPSG",6269]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.017453292519943295]]],CONVERSION["unnamed",METHOD["Lambert Conic Conformal (2SP)",ID["EPSG",9802]],PARAMETER["Latitude of false origin",39,ANGLEUNIT["degree",0.017453292519943295],ID["EPSG",8821]],PARAMETER["Longitude of false origin",-96,ANGLEUNIT["degree",0.017453292519943295],ID["EPSG",8822]],PARAMETER["Latitude of 1st standard parallel",33,ANGLEUNIT["degree",0.017453292519943295],ID["EPSG",8823]],PARAMETER["Latitude of 2nd standard parallel",45,ANGLEUNIT["degree",0.017453292519943295],ID["EPSG",8824]],PARAMETER["Easting at false origin",328.083333333333,LENGTHUNIT["US survey foot",0.30480060960121924],ID["EPSG",8826]],PARAMETER["Northing at false origin",656.166666666667,LENGTHUNIT["US survey foot",0.30480060960121924],ID["EPSG",8827]]],CS[Cartesian,2],AXIS["easting",east,ORDER[1]],AXIS["northing",north,ORDER[2]],LENGTHUNIT["US survey foot",0.30480060960121924]]"`,
  );
});

test("why a system is not known is told", async () => {
  const source = await openGeoTiff(join(folder, "goode.tif"));
  await source.close();
  expect(source.info.notes).toMatchInlineSnapshot(`
    [
      "the coordinate reference system is not known: its projection "goode_homolosine" is not known",
    ]
  `);
});

/** Sets the value of a key of a classic little-endian file; the key must be a code. */
function withKey(file: string, key: number, value: number): Uint8Array {
  const bytes = new Uint8Array(readFileSync(join(folder, file)));
  const view = new DataView(bytes.buffer);
  for (let entry = view.getUint32(4, true) + 2; ; entry += 12) {
    if (view.getUint16(entry, true) !== 34735) continue;
    const [count, start] = [view.getUint32(entry + 4, true), view.getUint32(entry + 8, true)];
    for (let at = start + 8; at < start + count * 2; at += 8) {
      if (view.getUint16(at, true) === key) view.setUint16(at + 6, value, true);
    }
    return bytes;
  }
}

test.each([
  ["a method that is not known", "albers.tif", 3075, 6, "its projection method 6 is not known"],
  [
    "a method whose parameters are not there",
    "albers.tif",
    3075,
    3,
    'needs the parameter "Azimuth at projection centre"',
  ],
  ["a unit that is not known", "albers.tif", 3076, 9999, "its keys do not tell its units"],
  ["an ellipsoid that is not there", "tmerc.tif", 2057, 60_000, "its keys do not tell an ellipsoid"],
  ["geocentric coordinates", "geographic-bessel.tif", 1024, 3, "geocentric"],
] as const)("%s leaves the system unknown, with a note", async (_, file, key, value, note) => {
  const { crs, info } = await openGeoTiffBuffer(withKey(file, key, value), "x");
  expect(crs).toEqual({ kind: "unknown" });
  expect(info.notes.join()).toContain(note);
});

describeShared("systems of the zoo", ["data", "geotiff_zoo"], (zoo) => {
  const files = readdirSync(join(zoo, "variants")).filter((file) => /^crs_.*\.tif$/.test(file));

  test.each(files)("%s has an EPSG code, or WKT2, or a note that says why not", async (file) => {
    const source = await openGeoTiff(join(zoo, "variants", file));
    const { crs, info } = source;
    if (crs.kind === "wkt") expect(crs.wkt).toMatch(/^(PROJCRS|GEOGCRS|BOUNDCRS)\[/);
    if (crs.kind === "unknown") expect(info.notes.join()).toContain("is not known");
    if (/compound|epsg4979/.test(file)) expect(info.notes.join()).toContain("vertical system");
    await source.close();
  });
});
