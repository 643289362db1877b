import { readFile } from "node:fs/promises";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { writeTinyRun } from "./tiny-run.ts";
import { undercoat } from "./undercoat.ts";

const folder = temporaryFolder();
const SETTINGS = ["pretrain.steps=2", "finetune.steps=2", "modes=[whole]"].flatMap((text) => ["--set", text]);
const MODEL = "run/models/seed-0/pretrain-noisy";

beforeAll(async () => {
  await writeTinyRun(folder);
});

/** What a command prints to stdout, read as one JSON object. */
async function printed(...args: string[]): Promise<unknown> {
  const { code, stdout, stderr } = await undercoat([...args, "--json"], { cwd: folder });
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
}

test("--json prints one object and nothing else: stages, a run, its layers", async () => {
  expect(await printed("run", "run.yaml", "--out", "run", "--dry-run", ...SETTINGS)).toMatchObject({
    arms: ["noisy/whole"],
  });
  expect(await printed("pretrain", "run.yaml", "--out", "run", ...SETTINGS)).toEqual({
    out: "run",
    stage: "pretrain",
  });
  expect(await printed("finetune", "run.yaml", "--out", "run", ...SETTINGS)).toEqual({
    out: "run",
    stage: "finetune",
  });
  expect(await printed("evaluate", "run.yaml", "--out", "run", ...SETTINGS)).toMatchObject({
    metrics: { name: "tiny", arms: [{ name: "noisy/whole" }] },
    layers: null,
  });
  expect(await printed("run", "run.yaml", "--out", "run", "--resume", ...SETTINGS)).toMatchObject({
    metrics: { name: "tiny" },
  });
  expect(await printed("layers", "--reference", MODEL, "--candidate", MODEL)).toMatchObject({
    name: "layers",
  });
});

test("--json of a raster and of a noise", async () => {
  expect(await printed("raster", "info", "images/a.tif", "--stats", "--hash")).toMatchObject({
    width: 64,
    height: 64,
  });
  const noise = ["--noise", "{kind: class-conditional, rate: 0.1}"];
  const first = await printed("noise", "simulate", "labels/a.tif", "one.tif", ...noise);
  expect(first).toMatchObject({ out: "one.tif", seed: 0, classes: [0, 1] });
  await printed("noise", "simulate", "labels/a.tif", "two.tif", ...noise);
  const hashed = async (name: string) =>
    ((await printed("raster", "info", name, "--hash")) as { bands: unknown }).bands;
  expect(await hashed("two.tif")).toEqual(await hashed("one.tif"));
});

test("a noise by its kind, scaled to a level, with a report", async () => {
  const flags = ["--kind", "symmetric", "--to-rate", "0.2", "--tolerance", "0.02", "--seed", "1"];
  const made = await printed(
    "noise",
    "simulate",
    "labels/a.tif",
    "level.tif",
    ...flags,
    "--report",
    "r.json",
  );
  expect(made).toMatchObject({ noise: { kind: "scaled", pixelErrorRate: 0.2, noise: { rate: 0.1 } } });
  const { report } = made as { report: { noiseRate: number } };
  expect(Math.abs(report.noiseRate - 0.2)).toBeLessThanOrEqual(0.02);
  expect(JSON.parse(await readFile(`${folder}/r.json`, "utf8"))).toMatchObject({ seed: 1, report });
  const missed = ["--kind", "outdated", "--rate", "1", "--other", "2015=labels/a.tif"];
  expect(await printed("noise", "simulate", "labels/a.tif", "same.tif", ...missed)).toMatchObject({
    noise: { earlier: "2015" },
    report: { changed: 0 },
  });
});

test("an image is no label file", async () => {
  const { code, stderr } = await undercoat(
    ["noise", "simulate", "images/a.tif", "noisy.tif", "--noise", "{kind: omission, probability: 0.3}"],
    { cwd: folder },
  );
  expect(code).toBe(1);
  expect(stderr).toBe(
    'undercoat: "images/a.tif" has 3 bands, expected 1 band of class codes; give a label file, not an image\n',
  );
});
