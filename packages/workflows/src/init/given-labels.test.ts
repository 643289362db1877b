import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { givenLabels } from "./given-labels.ts";

const folder = temporaryFolder();

async function folderOf(name: string, ...files: string[]): Promise<string> {
  const made = path.join(folder, name);
  await mkdir(made);
  for (const file of files) await writeFile(path.join(made, file), "");
  return made;
}

test("files belong to the image whose name they begin with, the longest one first", async () => {
  const given = await folderOf(
    "names",
    "a.tif",
    "a_2_osm.tif",
    "b.osm.tif",
    "bb.tif",
    "notes.txt",
    "b.tif.aux.xml",
  );
  const { files, kind, isShared } = await givenLabels("noisy", given, ["a", "a_2", "b"]);
  const found = [...files].map(([id, file]) => [id, path.basename(file)]);
  expect(found).toEqual([
    ["a", "a.tif"],
    ["a_2", "a_2_osm.tif"],
    ["b", "b.osm.tif"],
  ]);
  expect([kind, isShared]).toEqual(["raster", false]);
});

test("one file serves all images, and a pattern names those that are there", async () => {
  const given = await folderOf("one", "city.geojson", "x_a.fgb");
  const all = await givenLabels("noisy", path.join(given, "city.geojson"), ["a", "b"]);
  expect([all.kind, all.isShared, all.files.size]).toEqual(["vector", true, 2]);
  const some = await givenLabels("clean", path.join(given, "x_{scene}.fgb"), ["a", "b"]);
  expect([some.isShared, [...some.files.keys()]]).toEqual([false, ["a"]]);
});

test("rasters beside features, and what is neither, are refused", async () => {
  const mixed = await folderOf("mixed", "a.tif", "b.geojson", "c.gpkg");
  await expect(givenLabels("noisy", mixed, ["a", "b"])).rejects.toThrow(
    /hold rasters and features, expected one kind/,
  );
  await expect(givenLabels("clean", path.join(mixed, "c.gpkg"), ["a"])).rejects.toThrow(
    /is neither a GeoTIFF nor features that are read here .*; convert it: ogr2ogr c\.fgb c\.gpkg/,
  );
});
