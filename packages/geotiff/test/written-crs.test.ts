import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Crs } from "@undercoat/raster";
import { expect, test } from "vitest";
import { encodeGeoTiff, openGeoTiff, openGeoTiffBuffer } from "../src/index.ts";

/** Made by fixtures/crs.py; their WKT is proven against PROJ in crs.test.ts. */
const folder = fileURLToPath(new URL("fixtures/crs/", import.meta.url));
const names = readdirSync(folder).flatMap((file) => (file.endsWith(".tif") ? [file.slice(0, -4)] : []));

/** Methods that only the text of Esri can name in a GeoTIFF. */
const WITHOUT_KEY = /^(eckert|geostationary|krovak|mollweide|natural-earth)/;

const written = (crs: Crs) => {
  const grid = { width: 1, height: 1, geotransform: [1, 1, 0, 1, 0, -1], crs } as const;
  return encodeGeoTiff({ grid, data: Uint8Array.of(1), bandCount: 1 });
};
const readBack = async (crs: Crs) => (await openGeoTiffBuffer(written(crs), "x")).crs;
async function crsOfFixture(name: string): Promise<Crs> {
  const source = await openGeoTiff(join(folder, `${name}.tif`));
  await source.close();
  return source.crs;
}

test.each(names.filter((name) => !WITHOUT_KEY.test(name)))(
  "%s comes back from the keys that were written",
  async (name) => {
    const crs = await crsOfFixture(name);
    const back = await readBack(crs);
    // Angles are written in degrees and lengths in the unit of the system: the same system in other numbers.
    const isRewritten = name === "grads-paris" || name === "utm-km";
    if (!isRewritten) expect(back).toEqual(crs);
    expect(await readBack(back)).toEqual(back);
  },
);

test("grads and kilometres are converted", async () => {
  const paris = await readBack(await crsOfFixture("grads-paris"));
  expect(paris).toMatchObject({
    wkt: expect.stringContaining('"Latitude of natural origin",46.8,ANGLEUNIT["degree"'),
  });
  const kilometres = await readBack(await crsOfFixture("utm-km"));
  expect(kilometres).toMatchObject({
    wkt: expect.stringContaining('"False easting",500,LENGTHUNIT["kilometre",1000]'),
  });
});

test.each(names.filter((name) => WITHOUT_KEY.test(name)))("%s is refused by name", async (name) => {
  const crs = await crsOfFixture(name);
  expect(() => written(crs)).toThrow(
    expect.objectContaining({
      code: "NOT_WRITABLE",
      message: expect.stringContaining("has no key in a GeoTIFF"),
    }),
  );
});

test("WKT that says its code is stored by its code", async () => {
  const wkt = 'PROJCRS["WGS 84 / UTM zone 18N",BASEGEOGCRS["WGS 84"],ID["EPSG",32618]]';
  expect(await readBack({ kind: "wkt", wkt })).toEqual({ kind: "epsg", code: 32618 });
  expect(await readBack({ kind: "wkt", wkt: 'GEOGCRS["WGS 84",ID["EPSG",4326]]' })).toEqual({
    kind: "epsg",
    code: 4326,
  });
});

test.each([
  ["", "its text is no WKT"],
  ["PROJCRS", "its text is no WKT"],
  ['LOCAL_CS["x"]', "a LOCAL_CS is neither"],
  ['GEOGCRS["x"]', "it tells no ellipsoid"],
  ['COMPOUNDCRS["x",GEOGCRS["y"]]', "a COMPOUNDCRS is neither"],
  [
    'PROJCRS["x",BASEGEOGCRS["y",DATUM["z",ELLIPSOID["e",6378137,298]]],CONVERSION["c",METHOD["Transverse Mercator"]]]',
    'needs the parameter "Latitude of natural origin"',
  ],
  ['PROJCRS["x",BASEGEOGCRS["y",DATUM["z",ELLIPSOID["e",6378137,298]]]]', "it tells no projection method"],
  ['PROJCRS["x",BASEGEOGCRS["y",DATUM["z",ELLIPSOID["e",0,298]]]]', "it tells no ellipsoid"],
])("a system that cannot be stored is refused, and never dropped: %s", (wkt, words) => {
  expect(() => written({ kind: "wkt", wkt })).toThrow(
    expect.objectContaining({ code: "NOT_WRITABLE", message: expect.stringContaining(words) }),
  );
});

test("a name that is no ASCII keeps the keys readable", async () => {
  const crs = await crsOfFixture("albers");
  if (crs.kind !== "wkt") return expect.unreachable();
  const named = { ...crs, wkt: crs.wkt.replace(/^PROJCRS\["[^"]*"/, 'PROJCRS["Zürich | „alt“"') };
  const back = await readBack(named);
  expect(back).toMatchObject({ wkt: expect.stringContaining('PROJCRS["Zurich / ?alt?"') });
  const rest = ({ wkt }: { wkt: string }) => wkt.slice(wkt.indexOf(",BASEGEOGCRS"));
  expect(rest(back as typeof crs)).toBe(rest(crs));
});
