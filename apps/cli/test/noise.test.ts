import { writeFile } from "node:fs/promises";
import { encodeGeoTiff } from "@undercoat/geotiff";
import { createRng } from "@undercoat/random";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { messageOf, undercoat } from "./undercoat.ts";

const folder = temporaryFolder();
const [width, height] = [96, 64];
const grid = {
  width,
  height,
  geotransform: [500000, 1, 0, 5300000, 0, -1],
  crs: { kind: "epsg", code: 32633 },
} as const;

beforeAll(async () => {
  const rng = createRng(1).fork("noise");
  const clean = Uint8Array.from({ length: width * height }, (_, pixel) => (pixel % width < 48 ? 0 : 1));
  const noisy = clean.map((k) => (rng.next() < 0.1 ? 1 - k : k));
  const probabilities = new Float32Array(width * height * 2);
  for (const [pixel, k] of clean.entries()) {
    const p = 0.7 + 0.3 * rng.next();
    probabilities[2 * pixel + k] = p;
    probabilities[2 * pixel + 1 - k] = 1 - p;
  }
  const tif = (name: string, data: Float32Array | Uint8Array, bandCount: number) =>
    writeFile(`${folder}/${name}`, encodeGeoTiff({ grid, data, bandCount }));
  await tif("labels.tif", noisy, 1);
  await tif("p.tif", probabilities, 2);
  await tif(
    "image.tif",
    clean.map((k) => 60 + 90 * k),
    1,
  );
});

const run = (...args: string[]) => undercoat(["noise", ...args], { cwd: folder });

test("noise estimate prints one JSON object, or a table", async () => {
  const given = ["estimate", "labels.tif", "--origin", "out-of-fold", "--probabilities", "p.tif"];
  const { code, stdout, stderr } = await run(...given, "--json");
  expect(code, stderr).toBe(0);
  const { noiseRate } = JSON.parse(stdout).estimate;
  expect(Math.abs(noiseRate.value - 0.1)).toBeLessThan(0.02);
  expect((await run(...given)).stdout).toMatch(/^use-as-is: between .* % of the labels are wrong/m);
});

test("noise estimate wants to know what the models saw, and takes in-sample only when told twice", async () => {
  expect(messageOf(await run("estimate", "labels.tif"), folder)).toMatchInlineSnapshot(
    `"undercoat: neither --image nor --probabilities is given, expected one of them to judge the labels by"`,
  );
  expect(
    messageOf(await run("estimate", "labels.tif", "--probabilities", "p.tif"), folder),
  ).toMatchInlineSnapshot(
    `"undercoat: --origin is missing, expected out-of-fold or in-sample: did the models of --probabilities see these labels in training?"`,
  );
  const once = await run("estimate", "labels.tif", "--probabilities", "p.tif", "--origin", "in-sample");
  expect([once.code, messageOf(once, folder)]).toMatchInlineSnapshot(`
    [
      2,
      "undercoat: the probabilities are in-sample: their models saw these labels, and learned their errors; use outOfFold, or accept a rate that is too low by name as well: acceptInSample, --accept-in-sample",
    ]
  `);
});

test("noise estimate ends with 3 and the reason where networks that hardly trained cannot tell", async () => {
  const refused = await run(
    "estimate",
    "labels.tif",
    "--image",
    "image.tif",
    "--steps",
    "1",
    "--seeds",
    "1",
    "--folds",
    "2",
    "--json",
  );
  expect(refused.code, refused.stderr).toBe(3);
  expect(["no-skill", "too-wide", "no-confident-pixels"]).toContain(
    JSON.parse(refused.stdout).refused.context.reason,
  );
});

test("noise rank prints the worst first", async () => {
  const { code, stdout, stderr } = await run(
    "rank",
    "labels.tif",
    "--probabilities",
    "p.tif",
    "--patch-size",
    "16",
    "--json",
  );
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout).patches).toHaveLength(24);
});
