import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { memorySource } from "@undercoat/raster";
import { describeShared, sharedFolder, temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { cogProblems } from "../test/support/cog-check.ts";
import { writeCase, writtenCases } from "../test/support/written-cases.ts";
import { type ConvertReport, convertGeoTiff } from "./convert-geotiff.ts";
import { isGeoTiffError } from "./errors.ts";
import { type GeoTiffSource, openGeoTiff } from "./open-geotiff.ts";

async function run(reports: AsyncIterable<ConvertReport>): Promise<ConvertReport[]> {
  const all: ConvertReport[] = [];
  for await (const report of reports) all.push(report);
  return all;
}

/** What a source says, without how it is stored. */
function meaningOf({ read: _, close: __, info, name: ___, levels: ____, ...rest }: GeoTiffSource) {
  return { ...rest, scales: info.scales, offsets: info.offsets, photometric: info.photometric };
}

const told = writtenCases().filter(({ name }) => !/-(none|deflate|zstd)-/.test(name));

test.each(told.map((one) => [one.name, one] as const))(
  "%s: the copy says the same, and holds the same",
  async (_, written) => {
    const folder = temporaryFolder();
    const source = await openGeoTiff(await writeCase(folder, written));
    const path = join(folder, "copy.tif");
    await run(convertGeoTiff(source, path, { compression: "zstd", tileSize: 32 }));
    expect(cogProblems(new Uint8Array(readFileSync(path)))).toEqual([]);
    const copy = await openGeoTiff(path);
    expect(meaningOf(copy)).toEqual(meaningOf(source));
    expect(await copy.read()).toEqual(await source.read());
    for (const one of [copy, source]) await one.close();
  },
);

const gdal = fileURLToPath(new URL("../test/fixtures/gdal/", import.meta.url));
const gdalFiles = readdirSync(gdal).filter((name) => name.endsWith(".tif"));

test.each(gdalFiles)("%s, as GDAL wrote it", async (name) => {
  const path = join(temporaryFolder(), "copy.tif");
  const source = await openGeoTiff(join(gdal, name));
  await run(convertGeoTiff(source, path));
  const copy = await openGeoTiff(path);
  expect(await copy.read()).toEqual(await source.read());
  expect(copy).toMatchObject({ crs: source.crs, geotransform: source.geotransform, bands: source.bands });
  expect(copy.info).toMatchObject({ compression: "deflate", byteOrder: "little-endian", isTiled: true });
  for (const one of [copy, source]) await one.close();
});

test("any source will do; reports count its rows, and every pass writes the file", async () => {
  const path = join(temporaryFolder(), "copy.tif");
  const data = Float64Array.from({ length: 40 * 70 }, (_, index) => index / 3);
  const validity = Uint8Array.from({ length: 40 * 70 }, (_, index) => (index % 9 === 0 ? 0 : 1));
  const source = memorySource({
    name: "made up",
    width: 40,
    height: 70,
    bands: [{ name: "height" }],
    data,
    validity,
  });
  const reports = convertGeoTiff(source, path, { tileSize: 32 });
  for (let pass = 0; pass < 2; pass++) {
    const all = await run(reports);
    expect(all.map(({ rowsDone, rows }) => [rowsDone, rows])).toEqual([
      [32, 70],
      [64, 70],
      [70, 70],
    ]);
    expect(all.map(({ written }) => written !== null)).toEqual([false, false, true]);
    expect(all.at(-1)?.written).toMatchObject({
      path,
      hasValidityImage: true,
      overviews: [
        { width: 20, height: 35 },
        { width: 10, height: 18 },
      ],
    });
  }
  const copy = await openGeoTiff(path);
  expect(await copy.read()).toMatchObject({ data, validity });
  await copy.close();
});

test("leaving early, and an error of the source, leave nothing", async () => {
  const folder = temporaryFolder();
  const parts = { name: "x", width: 10, height: 40, bands: [{ name: "a" }], data: new Uint8Array(400) };
  for await (const { rowsDone } of convertGeoTiff(memorySource(parts), join(folder, "a.tif"), {
    tileSize: 16,
  })) {
    if (rowsDone === 16) break;
  }
  const closed = memorySource(parts);
  await closed.close();
  await expect(run(convertGeoTiff(closed, join(folder, "a.tif")))).rejects.toMatchObject({
    code: "SOURCE_CLOSED",
  });
  expect(readdirSync(folder)).toEqual([]);
});

test("a file is converted in its own place", async () => {
  const folder = temporaryFolder();
  const [written] = told.filter(({ name }) => name === "validity");
  const path = await writeCase(folder, written!);
  const source = await openGeoTiff(path);
  const before = await source.read();
  await run(convertGeoTiff(source, path, { compression: "none", overviews: "none" }));
  await source.close();
  const after = await openGeoTiff(path);
  expect(await after.read()).toEqual(before);
  expect(after.levels.length).toBe(1);
  await after.close();
});

test("scaled samples are copied as numbers without scales", async () => {
  const folder = temporaryFolder();
  const [written] = told.filter(({ name }) => name === "names");
  const source = await openGeoTiff(await writeCase(folder, written!), { scaled: true });
  await run(convertGeoTiff(source, join(folder, "copy.tif")));
  const copy = await openGeoTiff(join(folder, "copy.tif"));
  expect(copy).toMatchObject({ sampleType: "float64", info: { scales: null, offsets: null } });
  expect((await copy.read()).data).toEqual((await source.read()).data);
  for (const one of [copy, source]) await one.close();
});

test("nodata that no sample can have is left out: it marked nothing", async () => {
  const path = join(temporaryFolder(), "copy.tif");
  const parts = {
    name: "x",
    width: 2,
    height: 1,
    bands: [{ name: "a" }],
    data: Uint8Array.of(1, 2),
    nodata: -9999,
  };
  await run(convertGeoTiff(memorySource(parts), path));
  const copy = await openGeoTiff(path);
  expect(copy.nodata).toBeNull();
  expect(await copy.read()).toMatchObject({ data: Uint8Array.of(1, 2), validity: null });
  await copy.close();
});

test("a misspelt option is refused at once", () => {
  const source = memorySource({
    name: "x",
    width: 1,
    height: 1,
    bands: [{ name: "a" }],
    data: Uint8Array.of(1),
  });
  expect(() => convertGeoTiff(source, "a.tif", { compres: "zstd" } as never)).toThrow(/option "compres"/);
});

/** Larger images take longer than they teach. */
const MOST_SAMPLES = 300_000;

describeShared("files of every kind", ["data", "geotiff_zoo"], () => {
  const variants = join(sharedFolder("data", "geotiff_zoo") ?? "", "variants");
  test("what can be read is copied with the same samples, validity and place, or refused by name", {
    timeout: 180_000,
  }, async () => {
    const path = join(temporaryFolder(), "copy.tif");
    const counts = { same: 0, refused: 0, unread: 0 };
    for (const name of readdirSync(variants).filter((file) => file.endsWith(".tif"))) {
      const source = await openGeoTiff(join(variants, name)).catch((error: unknown) => {
        if (!isGeoTiffError(error)) throw error;
        return null;
      });
      if (source === null || source.width * source.height * source.bands.length > MOST_SAMPLES) {
        counts.unread += 1;
        await source?.close();
        continue;
      }
      try {
        await run(convertGeoTiff(source, path, { tileSize: 128 }));
        const copy = await openGeoTiff(path);
        const [found, expected] = [await copy.read(), await source.read()];
        expect(found.data, name).toEqual(expected.data);
        expect(found.validity, name).toEqual(expected.validity);
        expect(meaningOf(copy), name).toMatchObject({
          crs: source.crs,
          geotransform: source.geotransform,
          bands: source.bands,
        });
        await copy.close();
        counts.same += 1;
      } catch (error) {
        if (!isGeoTiffError(error, "NOT_WRITABLE", "UNSUPPORTED", "BROKEN_BLOCK")) throw error;
        expect(error.message, name).toMatch(/cannot be stored|cannot be decoded|but /);
        counts.refused += 1;
      } finally {
        await source.close();
      }
    }
    expect(counts.same).toBeGreaterThan(counts.refused * 10);
  });
});
