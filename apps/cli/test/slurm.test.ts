import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { encodeGeoTiff } from "@undercoat/geotiff";
import { createRng } from "@undercoat/random";
import { temporaryFolder } from "@undercoat/test-utils";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hasSlurm, RootlessSlurm } from "./rootless-slurm.ts";
import { writeTinyRun } from "./tiny-run.ts";
import { undercoat } from "./undercoat.ts";

const folder = temporaryFolder();
const model = "run/models/seed-0/pretrain-noisy";
const run = (...args: string[]) => undercoat(args, { cwd: folder });
const FLAGS = ["--tile", "64", "--overlap", "0", "--block", "64", "--threads", "1"];
/** A machine without Slurm skips these tests, but for CI, which installs it. */
const isSkipped = !hasSlurm && process.env["CI"] === undefined;
let slurm: RootlessSlurm | null = null;

beforeAll(async () => {
  if (isSkipped) return;
  expect(hasSlurm, "CI needs Slurm: apt-get install slurmctld slurmd slurm-client").toBe(true);
  await mkdir(`${folder}/slurm`);
  slurm = await RootlessSlurm.start(`${folder}/slurm`);
  const config = await writeTinyRun(folder);
  const { code, stderr } = await run("pretrain", config, "--out", "run");
  expect(code, stderr).toBe(0);
  const rng = createRng(3).fork("image");
  const [width, height] = [1024, 1024];
  const data = Float32Array.from({ length: width * height * 3 }, () => Math.round(60 + 90 * rng.next()));
  const grid = {
    width,
    height,
    geotransform: [1000, 1, 0, 5000, 0, -1],
    crs: { kind: "epsg", code: 3857 },
  } as const;
  await writeFile(`${folder}/image.tif`, encodeGeoTiff({ grid, data, bandCount: 3 }));
  await writeFile(`${folder}/profile.yaml`, "partition: main\nmemoryMiB: 1000\nminutes: 10\n");
});

afterAll(() => slurm?.stop());

/** Numbers of processes whose command line holds all words. */
function processesWith(...words: readonly string[]): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const line = readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0");
        return words.every((word) => line.includes(word));
      } catch {
        return false; // it has ended meanwhile
      }
    })
    .map(Number);
}

async function until(isSo: () => boolean, seconds: number, what: string): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !isSo(); await setTimeout(50)) {
    const queue = () => spawnSync("squeue", ["--array"], { encoding: "utf8" }).stdout;
    if (Date.now() > end) expect.fail(`${what} did not come in ${seconds} s\n${queue()}`);
  }
}

const isQueueEmpty = () => spawnSync("squeue", ["--noheader"], { encoding: "utf8" }).stdout.trim() === "";

/** Kills a worker, the node and the controller, which may all forget what they were about to do. */
async function killAll(workers: () => readonly number[]): Promise<void> {
  await until(() => workers().length > 0, 90, "a worker");
  await slurm?.killAndRestart("slurmd");
  await until(() => workers().length > 0, 90, "a worker after slurmd");
  process.kill(workers()[0]!, "SIGKILL");
  await setTimeout(6000); // the controller loses what it was told in its last seconds, all jobs among it
  await slurm?.killAndRestart("slurmctld");
}

/** Waits for the result; where Slurm lost tasks for good, submits again, as the documentation says. */
async function finished(result: string, submission: readonly string[]): Promise<void> {
  await until(() => existsSync(result) || isQueueEmpty(), 300, result);
  if (existsSync(result)) return;
  const again = await run(...submission, "--again");
  expect(again.code, again.stderr).toBe(0);
  await until(() => existsSync(result), 200, `${result} of --again`);
}

test.skipIf(isSkipped)(
  "an array whose task, node and controller are killed ends with the map of a local run",
  async () => {
    expect((await run("predict", model, "image.tif", "--out", "local.tif", ...FLAGS)).code).toBe(0);
    const slurmFlags = ["--engine", "slurm", "--shards", "3", "--profile", "profile.yaml"];
    const args = ["submit", model, "image.tif", "--out", "it's a map.tif", ...FLAGS, ...slurmFlags];
    const dry = await run("predict", "--confidence", ...args, "--dry-run");
    expect(dry.stdout, dry.stderr).toContain("#SBATCH --array=0-2");
    expect(dry.stdout).toContain("predict --confidence ");
    const sent = await run("predict", ...args);
    expect(sent.code, sent.stderr).toBe(0);
    await killAll(() => processesWith("predict", "it's a map.tif", "--shard"));
    const twice = await run("predict", ...args);
    expect(twice.stderr).toMatch(/was submitted as job \d+, and .*--again/);
    await finished(`${folder}/it's a map.tif`, ["predict", ...args]);
    const made = await readFile(`${folder}/it's a map.tif`);
    expect(made.equals(await readFile(`${folder}/local.tif`))).toBe(true);
  },
  600_000,
);

test.skipIf(isSkipped)(
  "a study whose worker, node and controller are killed on Slurm ends with the table of a local one",
  async () => {
    const study = {
      name: "small",
      base: "run.yaml",
      axes: [{ name: "patches", key: "finetune.patches", values: [1, 2] }],
    };
    await writeFile(`${folder}/study.yaml`, JSON.stringify(study));
    for (const out of ["local", "on slurm"])
      expect((await run("study", "plan", "study.yaml", "--out", out)).code).toBe(0);
    expect((await run("study", "run", "local")).code).toBe(0);
    expect((await run("study", "merge", "local")).code).toBe(0);
    const flags = ["--engine", "slurm", "--shards", "2", "--profile", "profile.yaml"];
    const args = ["study", "submit", "on slurm", ...flags];
    const sent = await run(...args);
    expect(sent.code, sent.stderr).toBe(0);
    const workers = () => processesWith("study", "run", `${folder}/on slurm`);
    const status = /Slurm array \d+ of 2: .*; merge pending/;
    expect((await run("study", "status", "on slurm")).stdout).toMatch(status);
    await killAll(workers);
    const table = `${folder}/on slurm/table.csv`;
    await finished(table, args);
    expect(await readFile(table, "utf8")).toBe(await readFile(`${folder}/local/table.csv`, "utf8"));
  },
  600_000,
);

test.skipIf(isSkipped)("what Slurm refuses is said in its words, in one line", async () => {
  await writeFile(`${folder}/wrong.yaml`, "partition: nowhere\n");
  const args = ["predict", "submit", model, "image.tif", "--out", "b.tif", "--engine", "slurm"];
  const { code, stderr } = await run(...args, "--profile", "wrong.yaml");
  expect(code).toBe(1);
  expect(stderr).toMatch(/sbatch refused: .*invalid partition/i);
});
