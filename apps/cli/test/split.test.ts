import { readFile, writeFile } from "node:fs/promises";
import { writeFileAtomic } from "@undercoat/files";
import { encodeGeoTiff } from "@undercoat/geotiff";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { undercoat } from "./undercoat.ts";

const folder = temporaryFolder();
const image = (left: number, value: number) =>
  encodeGeoTiff({
    grid: {
      width: 96,
      height: 64,
      geotransform: [left, 1, 0, 5300000, 0, -1],
      crs: { kind: "epsg", code: 32633 },
    },
    data: new Uint8Array(96 * 64).fill(value),
    bandCount: 1,
  });

beforeAll(async () => {
  await writeFileAtomic(`${folder}/north.tif`, image(500000, 1));
  await writeFileAtomic(`${folder}/south.tif`, image(600000, 2));
  await writeFileAtomic(`${folder}/copy.tif`, image(500000, 1));
});

const run = (...args: string[]) => undercoat(["split", ...args], { cwd: folder });

test("what is made passes the check with its buffer, and not with a wider one", async () => {
  const made = await run(
    "make",
    "north.tif",
    "south.tif",
    "--out",
    "split.json",
    "--block-size",
    "16",
    "--buffer",
    "4",
    "--seed",
    "3",
    "--json",
  );
  expect(made.code, made.stderr).toBe(0);
  expect(Object.keys(JSON.parse(made.stdout).report.parts)).toEqual(["train", "validation", "test"]);
  expect(JSON.parse(await readFile(`${folder}/split.json`, "utf8"))).toMatchObject({ schemaVersion: 1 });
  const checked = await run("check", "split.json", "--images", "{scene}.tif", "--buffer", "4");
  expect([checked.code, checked.stdout]).toEqual([0, expect.stringContaining("no leak found")]);
  expect((await run("check", "split.json", "--images", "{scene}.tif", "--buffer-metres", "9")).code).toBe(3);
});

test("a leak ends with 3 and names the windows, also under another name of the same image", async () => {
  await writeFile(
    `${folder}/leak.json`,
    JSON.stringify({ train: { north: [0, 0, 40, 40] }, test: { copy: [50, 0, 40, 40] } }),
  );
  const apart = await run("check", "leak.json");
  expect([apart.code, apart.stdout]).toEqual([0, expect.stringContaining("give --images")]);
  const found = await run("check", "leak.json", "--images", "{scene}.tif");
  expect([found.code, found.stdout]).toEqual([3, expect.stringContaining("are cut from the same image")]);
});

test("wrong files and flags end with 2", async () => {
  await writeFile(`${folder}/wrong.json`, JSON.stringify({ train: 3 }));
  await writeFile(
    `${folder}/outside.json`,
    JSON.stringify({ train: { north: [90, 0, 40, 40] }, test: { south: [0, 0, 4, 4] } }),
  );
  expect(await run("check", "wrong.json")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('key "train"'),
  });
  expect(await run("check", "outside.json", "--images", "{scene}.tif")).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("which has 96×64 pixels"),
  });
  expect(await run("check", "leak.json", "--buffer", "3", "--buffer-metres", "3")).toMatchObject({ code: 2 });
  expect(await run("make", "north.tif", "--out", "x.json", "--shares", "train")).toMatchObject({ code: 2 });
});
