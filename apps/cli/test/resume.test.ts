import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { writeTinyRun } from "./tiny-run.ts";
import { appears, messageOf, start, undercoat } from "./undercoat.ts";

const folder = temporaryFolder();
let config = "";

/** Hash of every file that must come out equal: weights, scores, layers. */
async function outcome(out: string): Promise<Record<string, string>> {
  const files = (await readdir(out, { recursive: true })).filter((name) =>
    /(weights\.bin|metrics\.json)$/.test(name),
  );
  const hashes: Record<string, string> = {};
  for (const name of files.toSorted())
    hashes[name] = createHash("sha256")
      .update(await readFile(`${out}/${name}`))
      .digest("hex");
  return hashes;
}

const run = (out: string, ...more: string[]) => ["run", config, "--out", `${folder}/${out}`, ...more];

/** The slow engine does without arms that need statistics of random encoders. */
const on = (engine: string) => ["--engine", engine, ...(engine === "cpu" ? ["--set", "modes=[whole]"] : [])];

beforeAll(async () => {
  config = await writeTinyRun(folder);
  for (const engine of ["cpu", "wasm", "onnxruntime"]) {
    const { code, stderr } = await undercoat(run(`whole-${engine}`, ...on(engine)));
    expect(code, stderr).toBe(0);
  }
}, 120_000);

test.each(["cpu", "wasm", "onnxruntime"])(
  "two runs with one seed are equal on %s, with one worker or two",
  async (engine) => {
    const { code } = await undercoat(run(`again-${engine}`, ...on(engine), "--set", "workers=2"));
    expect(code).toBe(0);
    expect(await outcome(`${folder}/again-${engine}`)).toEqual(await outcome(`${folder}/whole-${engine}`));
  },
  120_000,
);

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s writes checkpoints, ends with 130 and says how to go on",
  async (signal) => {
    const out = `stopped-${signal}`;
    const running = start(run(out, "--set", "pretrain.steps=400"));
    await appears(`${folder}/${out}/checkpoints/seed-0/pretrain-noisy.ckpt`, running);
    running.child.kill(signal);
    const finished = await running.finished;
    expect(finished.code).toBe(130);
    expect(messageOf(finished, folder)).toBe(
      `undercoat: interrupted; every training has a checkpoint in "FOLDER/${out}": go on with --resume`,
    );
    expect(await readdir(`${folder}/${out}/checkpoints/seed-0`)).toEqual(["pretrain-noisy.ckpt"]);
    const resumed = start(run(out, "--set", "pretrain.steps=400", "--resume"));
    await resumed.sees("goes on from step");
    resumed.child.kill("SIGKILL");
    expect((await resumed.finished).stderr).toMatch(/seed-0\/pretrain-noisy goes on from step \d+/);
  },
  120_000,
);
