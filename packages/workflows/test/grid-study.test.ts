// A study on made-up scenes, small enough for seconds: is every shared stage done once, do two processes share the work,
// does a kill lose nothing, and does the merged table hold what single runs give?
import { readFile } from "node:fs/promises";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import {
  loadConfig,
  mergeStudy,
  planStudy,
  type RunConfig,
  readRunSummary,
  runStudy,
  runWorkflow,
} from "../src/index.ts";
import { writeSyntheticRun } from "./synthetic-run.ts";

const CONFIG: Partial<RunConfig> = {
  seeds: [0, 1],
  engine: "wasm",
  workers: 1,
  model: { encoder: { name: "tiny" } },
  pretrain: { steps: 8, batchSize: 2, patchSize: 32 },
  finetune: { steps: 4, batchSize: 2, patchSize: 32, patches: 2 },
  modes: ["frozen"],
  checkpointEvery: 4,
  pretrainings: {
    noisy: { role: "noisy", labels: "clean", noise: { kind: "class-conditional", rate: 0.5 } },
    clean: { role: "clean", labels: "clean" },
  },
};
const AXES = [
  {
    name: "noise" as const,
    key: "pretrainings.*.noise",
    kinds: { flips: { kind: "class-conditional", rate: 0.1 } },
    rates: [0.1, 0.3],
    tolerance: 0.02,
  },
  { name: "patches", key: "finetune.patches", values: [1, 2] },
];

const root = temporaryFolder();
let file: string;
let base: Record<string, never>;

beforeAll(async () => {
  const scene = { width: 64, height: 64, density: 1, contrast: 1, noise: 8, texture: 8 };
  file = await writeSyntheticRun(root, { pretrain: 2, finetune: 2, test: 2, seed: 1, scene }, CONFIG);
  base = parse(await readFile(file, "utf8")) as Record<string, never>;
});

const study = (axes: typeof AXES | [], set = {}) => ({
  study: { name: "small", base, axes, set },
  folder: root,
});

async function run(out: string, options = {}): Promise<string[]> {
  const done: string[] = [];
  for await (const { kind, status } of runStudy(out, options)) if (kind === "done") done.push(status);
  return done;
}

test("what points share is planned once, done once, and stands in every row", async () => {
  const out = `${root}/first`;
  const plan = await planStudy(study(AXES), { out });
  expect(plan.stages).toEqual([
    { stage: "pretrain", items: 2 * 2 + 2, unshared: 16 }, // two rates and clean, two seeds
    { stage: "finetune", items: 2 * (2 + 2 * 2 + 2), unshared: 24 },
    { stage: "evaluate", items: 2 * (2 + 2 * 2 + 2), unshared: 24 },
  ]);
  expect(plan.seconds).toBeGreaterThan(0);
  const done = await run(out, { jobs: 2 });
  expect(done).toHaveLength(plan.items);
  expect(await run(out)).toEqual([]);
  const { rows, missing, axes } = await mergeStudy(out);
  expect({ missing, axes, rows: rows.length }).toEqual({
    missing: 0,
    axes: ["noise", "rate", "patches"],
    rows: plan.rows,
  });
  const random = rows.filter(
    ({ arm, seed, values }) => arm === "random/frozen" && seed === 0 && values["patches"] === 1,
  );
  expect(random).toHaveLength(2);
  expect(new Set(random.map(({ item }) => item)).size).toBe(1);
});

test("a study gives the numbers of single runs", async () => {
  const out = `${root}/one`;
  await planStudy(study([]), { out, estimate: false });
  await run(out);
  const { rows } = await mergeStudy(out);
  for await (const _report of runWorkflow(await loadConfig(file, { set: ["layers.seeds=0"] }), {
    out: `${root}/run`,
  }))
    void _report;
  const { metrics } = await readRunSummary(`${root}/run`);
  for (const { arm, seed, scores } of rows) {
    const own = metrics.arms.find(({ name }) => name === arm)!.results.find((one) => one.seed === seed)!;
    expect(scores["bestIou"], arm).toBe(own.bestIou);
    expect(scores["averagePrecision"], arm).toBe(own.averagePrecision);
  }
});
