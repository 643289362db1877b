import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { encodeGeoTiff, openGeoTiff } from "@undercoat/geotiff";
import { createRng } from "@undercoat/random";
import type { Crs, Geotransform } from "@undercoat/raster";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { writeTinyRun } from "./tiny-run.ts";
import { appears, messageOf, start, undercoat } from "./undercoat.ts";

const folder = temporaryFolder();
const model = "run/models/seed-0/pretrain-noisy";
const run = (...args: string[]) => undercoat(args, { cwd: folder });
const TILES = ["--tile", "64", "--overlap", "0", "--block", "64", "--threads", "1"];

interface Made {
  readonly width?: number;
  readonly height?: number;
  readonly bandCount?: number;
  readonly geotransform?: Geotransform | null;
  readonly crs?: Crs;
  /** The value of a sample between 0 and 1. */
  readonly sample?: (value: number) => number;
}

/** Writes a raster of float32 samples. */
async function writeRaster(name: string, made: Made = {}): Promise<void> {
  const { width = 200, height = 150, bandCount = 3, sample = (value) => Math.round(60 + 90 * value) } = made;
  const { geotransform = [1000, 1, 0, 5000, 0, -1], crs = { kind: "epsg", code: 3857 } } = made;
  const rng = createRng(3).fork(name);
  const data = Float32Array.from({ length: width * height * bandCount }, () => sample(rng.next()));
  const grid = { width, height, geotransform, crs };
  await writeFile(`${folder}/${name}`, encodeGeoTiff({ grid, data, bandCount }));
}

beforeAll(async () => {
  const config = await writeTinyRun(folder);
  const { code, stderr } = await run("pretrain", config, "--out", "run");
  expect(code, stderr).toBe(0);
  await writeRaster("image.tif");
});

const bytesOf = (name: string) => readFile(`${folder}/${name}`);

test("predict writes map and layers, says where the time went, and overwrites only when told", async () => {
  const args = [
    "predict",
    model,
    "image.tif",
    "--out",
    "whole.tif",
    "--confidence",
    "--probabilities",
    ...TILES,
  ];
  const made = await run(...args, "--json");
  expect(made.code, made.stderr).toBe(0);
  const result = JSON.parse(made.stdout);
  expect(result).toMatchObject({
    files: ["whole.tif", "whole.probabilities.tif", "whole.confidence.tif"],
    width: 200,
    height: 150,
    predicted: 30_000,
    blocks: { items: 12, done: 12 },
    withoutClass: 0,
    notes: [],
  });
  const { read, infer, write, merge, total } = result.seconds;
  expect(read + infer + write + merge).toBeLessThan(total);
  expect(infer).toBeGreaterThan(0);
  expect(existsSync(`${folder}/whole.tif.job`)).toBe(false);
  const before = await bytesOf("whole.tif");
  const refused = await run(...args);
  expect([refused.code, messageOf(refused, folder)]).toEqual([
    2,
    'undercoat: "whole.tif" is there already, and nothing is written over; give another name, or --overwrite',
  ]);
  const again = await run(...args, "--overwrite");
  expect(again.stdout).toMatch(
    /^wrote whole\.tif, whole\.probabilities\.tif, whole\.confidence\.tif: 200×150 pixels, [\d.]+ % ground, [\d.]+ % square\n0\.0 Mpx in [\d.]+ s on onnxruntime \([\d.]+ Mpx\/s\): read \d+ %, infer \d+ %, write \d+ %\n$/,
  );
  expect(await bytesOf("whole.tif")).toEqual(before);
});

test("killed by kill -9 and interrupted, then resumed; and by shards: the same bytes", async () => {
  const args = (out: string) => ["predict", model, "image.tif", "--out", out, "--confidence", ...TILES];
  expect((await run(...args("reference.tif"))).code).toBe(0);
  const killed = args("killed.tif");
  for (const signal of ["SIGKILL", "SIGKILL", "SIGTERM"] as const) {
    const going = start([...killed, ...(existsSync(`${folder}/killed.tif.job`) ? ["--resume"] : [])], {
      cwd: folder,
    });
    await appears(`${folder}/killed.tif.job/claims`, going);
    going.child.kill(signal);
    const { code } = await going.finished;
    expect([null, 130]).toContain(code);
  }
  const refused = await run(...killed);
  expect([refused.code, messageOf(refused, folder)]).toEqual([
    2,
    'undercoat: "killed.tif.job" holds an unfinished prediction of "killed.tif"; go on with --resume, or begin anew with --overwrite',
  ]);
  const other = await run(...killed, "--resume", "--entropy");
  expect([other.code, messageOf(other, folder)]).toEqual([
    2,
    expect.stringMatching(/was begun with layers .*"entropy":false.*go on with the same settings/),
  ]);
  expect((await run(...killed, "--resume")).code).toBe(0);
  const early = start([...args("shards.tif"), "--shard", "2/2"], { cwd: folder });
  const [second, first] = await Promise.all([early.finished, run(...args("shards.tif"), "--shard", "1/2")]);
  expect([first.code, second.code], first.stderr + second.stderr).toEqual([0, 0]);
  expect(first.stdout).toContain("when all shards are done: undercoat predict merge shards.tif");
  const merged = await run("predict", "merge", "shards.tif");
  expect([merged.code, merged.stdout]).toEqual([0, "wrote shards.tif, shards.confidence.tif\n"]);
  for (const layer of ["tif", "confidence.tif"]) {
    const expected = await bytesOf(`reference.${layer}`);
    expect(await bytesOf(`killed.${layer}`)).toEqual(expected);
    expect(await bytesOf(`shards.${layer}`)).toEqual(expected);
  }
}, 120_000);

test("more shards than blocks, a shard that is missing, and what is no shard", async () => {
  const args = ["predict", model, "image.tif", "--out", "few.tif", "--threads", "1"];
  const empty = await run(...args, "--shard", "1/3");
  expect([empty.code, empty.stderr]).toEqual([
    0,
    expect.stringContaining("note: shard 1/3 holds none of the 1 blocks: 1 shards are enough"),
  ]);
  const missing = await run("predict", "merge", "few.tif");
  expect([missing.code, messageOf(missing, folder)]).toEqual([
    2,
    'undercoat: 1 of 1 blocks of "few.tif.job" are not done (number 1); run what is missing with --resume, then merge',
  ]);
  const none = await run("predict", "merge", "none.tif");
  expect([none.code, messageOf(none, folder)]).toEqual([
    2,
    'undercoat: "none.tif.job" is not there, but the folder of a prediction with --shard was expected; give the --out of its shards',
  ]);
  const bad = await run(...args, "--shard", "4/3");
  expect([bad.code, messageOf(bad, folder)]).toEqual([
    2,
    'undercoat: shard is "4/3", but i/n with i from 1 to n was expected; give for example 1/4',
  ]);
});

test("a raster smaller than a tile, rotated, without a CRS", async () => {
  const place = { geotransform: [10, 0.8, 0.6, 20, 0.6, -0.8], crs: { kind: "unknown" } } as const;
  await writeRaster("small.tif", { width: 21, height: 13, ...place });
  const { code, stderr } = await run("predict", model, "small.tif", "--out", "small-map.tif");
  expect(code, stderr).toBe(0);
  const map = await openGeoTiff(`${folder}/small-map.tif`);
  expect(map).toMatchObject({ width: 21, height: 13, ...place });
  await map.close();
});

test("other bands are refused, and samples of another kind are told with both ranges", async () => {
  await writeRaster("four.tif", { bandCount: 4 });
  const four = await run("predict", model, "four.tif", "--out", "x.tif");
  expect([four.code, messageOf(four, folder)]).toEqual([
    1,
    `undercoat: "four.tif" give 4 bands (band 1, band 2, band 3, band 4), but model "${model}" takes 3 (band 1, band 2, band 3); choose them with --bands, such as --bands 1,2,3`,
  ]);
  await writeRaster("reflectance.tif", { sample: (value) => value });
  const other = await run("predict", model, "reflectance.tif", "--out", "y.tif", ...TILES);
  expect(other.code).toBe(0);
  expect(other.stderr.match(/note: .*/)?.[0]).toMatch(
    /^note: band "band 1" holds [\d.e-]+ to (1|0\.9\d+), but training had about -?[\d.]+ to \d+ \(mean ± 3 standard deviations\): the map may mean nothing; check bands and units$/,
  );
});

test("a disk that fills up ends in one line, and what is done stays for --resume", async () => {
  const args = ["predict", model, "image.tif", "--out", "full.tif", "--probabilities", "float32", ...TILES];
  const full = await undercoat(args, { cwd: folder, shell: "trap '' XFSZ; ulimit -f 20" });
  expect([full.code, messageOf(full, folder)]).toEqual([
    1,
    expect.stringContaining("would exceed the size limit"),
  ]);
  expect(existsSync(`${folder}/full.tif`)).toBe(false);
  const { code, stderr } = await run(...args, "--resume");
  expect(code, stderr).toBe(0);
});
