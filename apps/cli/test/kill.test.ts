import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { writeTinyRun } from "./tiny-run.ts";
import { appears, start, undercoat } from "./undercoat.ts";

const folder = temporaryFolder();

/** What a run makes, one after the other: during trainings, between writing model and result, between items. */
const MOMENTS = {
  onnxruntime: [
    "inputs.json",
    "checkpoints/seed-0/pretrain-noisy.ckpt",
    "models/seed-0/pretrain-noisy",
    "results/seed-0/pretrain-noisy.json",
    "results/seed-0/evaluate-random-full.json",
    "checkpoints/seed-0/finetune-noisy-full.ckpt",
    "metrics.json",
  ],
  cpu: ["checkpoints/seed-0/pretrain-noisy.ckpt", "checkpoints/seed-0/finetune-noisy-whole.ckpt"],
};

/** Starts or continues the run and kills it as soon as a file is there. */
async function killOnceThereIs(file: string, args: readonly string[]): Promise<void> {
  const running = start(args);
  await appears(file, running);
  running.child.kill("SIGKILL");
  await running.finished;
}

async function hashesIn(out: string, wanted: RegExp): Promise<Record<string, string>> {
  const names = (await readdir(out, { recursive: true })).filter((name) => wanted.test(name)).toSorted();
  const hash = async (name: string) =>
    [
      name,
      createHash("sha256")
        .update(await readFile(`${out}/${name}`))
        .digest("hex"),
    ] as const;
  return Object.fromEntries(await Promise.all(names.map(hash)));
}

test.each(["onnxruntime", "cpu"] as const)(
  "a run on %s killed by kill -9 at every moment leaves no half-written file and ends with the same weights",
  async (engine) => {
    const config = await writeTinyRun(folder);
    const settings = engine === "cpu" ? ["--set", "modes=[whole]"] : [];
    const run = (out: string) => ["run", config, "--out", out, "--engine", engine, ...settings];
    const [whole, out] = [`${folder}/whole-${engine}`, `${folder}/killed-${engine}`];
    expect((await undercoat(run(whole))).code).toBe(0);
    const expected = await hashesIn(whole, /(weights\.bin|metrics\.json)$/);
    for (const [index, moment] of MOMENTS[engine].entries()) {
      await killOnceThereIs(`${out}/${moment}`, [...run(out), ...(index === 0 ? [] : ["--resume"])]);
      for (const name of (await readdir(out, { recursive: true })).filter((each) => each.endsWith(".json")))
        JSON.parse(await readFile(`${out}/${name}`, "utf8"));
      expect(expected, moment).toMatchObject(await hashesIn(out, /weights\.bin$/));
    }
    expect(existsSync(`${out}/report.html`), "the run ended before it could be killed").toBe(false);
    const { code, stderr } = await undercoat([...run(out), "--resume"]);
    expect(code, stderr).toBe(0);
    expect(await hashesIn(out, /(weights\.bin|metrics\.json)$/)).toEqual(expected);
    const lines = (await readFile(`${out}/events.jsonl`, "utf8")).trimEnd().split("\n");
    for (const line of lines) JSON.parse(line);
    const names = await readdir(out, { recursive: true });
    expect(names.filter((name) => /\.ckpt$|lock$/.test(name))).toEqual([]);
  },
  120_000,
);
