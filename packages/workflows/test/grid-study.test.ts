// A study on made-up scenes, small enough for seconds: is every shared stage done once, do two processes share the work,
// does a kill lose nothing, and does the merged table hold what single runs give?
import { type ChildProcess, spawn } from "node:child_process";
import { cp, readFile, writeFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import {
  loadConfig,
  mergeStudy,
  planStudy,
  type RunConfig,
  readRunSummary,
  reportStudy,
  runStudy,
  runWorkflow,
  studyStatus,
} from "../src/index.ts";
import { writeSyntheticRun } from "./synthetic-run.ts";

vi.setConfig({ testTimeout: 180_000 }); // seconds on a free machine

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

test("the page answers first, marks your noise, and escapes", async () => {
  const noise = `${root}/noise.json`;
  const noiseRate = { value: 0.15, low: 0.12, high: 0.2 };
  await writeFile(noise, JSON.stringify({ labels: "<osm>.tif", estimate: { noiseRate } }));
  const { findings, map, curves } = await reportStudy(`${root}/first`, { noise: [noise], score: "bestIou" });
  expect(map!.panels).toHaveLength(2);
  expect(curves!.panels).toHaveLength(2);
  expect(findings[0]).toMatch(
    /^noisy\/frozen, patches=1: <osm>\.tif, 15 % wrong pixels \(12 % to 20 %\), if it is "flips"/,
  );
  const html = await readFile(`${root}/first/report.html`, "utf8");
  const text = html.replace(/<style>[\s\S]*?<\/style>/, "");
  expect(text.indexOf("What came out")).toBeLessThan(text.indexOf("<svg"));
  expect(text).toContain("&lt;osm&gt;.tif");
  expect(text.match(/.{0,60}(NaN|undefined<|Infinity|<osm>).{0,60}/)?.[0]).toBeUndefined();
});

function startChild(...args: string[]): ChildProcess {
  const file = fileURLToPath(new URL("study-child.ts", import.meta.url));
  return spawn(process.execPath, ["-C", "@undercoat/source", file, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

async function linesOf(child: ChildProcess, onLine: (line: string) => void = () => {}): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout! })) {
    lines.push(line);
    onLine(line);
  }
  return lines;
}

test("a killed worker loses nothing, two processes share the rest, and the table is the same", async () => {
  const out = `${root}/killed`;
  const plan = await planStudy(study(AXES), { out, estimate: false });
  const victim = startChild(out);
  let steps = 0;
  const before = await linesOf(victim, (line) => {
    if (line.startsWith("step") && ++steps === 13) victim.kill("SIGKILL"); // in the second training, behind a checkpoint
  });
  const killed = before.filter((line) => line.startsWith("done"));
  expect(killed).toHaveLength(1);
  expect(await studyStatus(out)).toMatchObject({ items: plan.items, done: 1, failed: 0 });
  const [one, two] = await Promise.all([linesOf(startChild(out, "1/2")), linesOf(startChild(out, "2/2"))]);
  const done = [...killed, ...one, ...two].filter((line) => line.startsWith("done"));
  expect(new Set(done).size).toBe(done.length);
  expect(done).toHaveLength(plan.items);
  expect((await mergeStudy(out)).rows).toEqual((await mergeStudy(`${root}/first`)).rows);
  const status = await studyStatus(out);
  expect(status).toMatchObject({ done: plan.items, running: 0, waiting: 0, workLeftSeconds: 0 });
  expect(status.coreHours).toBeGreaterThan(0);
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

describe("bad input", () => {
  const said = async (work: Promise<unknown>) => {
    const message = await work.then(
      () => "fine",
      (error: Error) => error.message,
    );
    return message.replaceAll(root, "…");
  };

  test("gaps are refused unless they are allowed", async () => {
    const out = `${root}/gaps`;
    await planStudy(study(AXES), { out, estimate: false });
    expect(await said(mergeStudy(out))).toMatchInlineSnapshot(
      `"24 of 24 rows of the table are missing in "…/gaps", because the study is not done; go on with "study run", or merge with --allow-gaps"`,
    );
    expect(await mergeStudy(out, { allowGaps: true })).toMatchObject({ missing: 24, rows: [] });
  });

  test("a manifest or a plan that was edited by hand is refused", async () => {
    const edited = async (name: string, change: (text: string) => string) => {
      const out = `${root}/${name}-edited`;
      await cp(`${root}/gaps`, out, { recursive: true });
      await writeFile(`${out}/${name}`, change(await readFile(`${out}/${name}`, "utf8")));
      return said(run(out));
    };
    expect(await edited("manifest.jsonl", (text) => text.replace('"seed":0', '"seed":7'))).toMatch(
      /^".*manifest\.jsonl" line 2: item "\w+" does not hold what its id says/,
    );
    expect(
      await edited("study.json", (text) => text.replaceAll('"steps": 8', '"steps": 9')),
    ).toMatchInlineSnapshot(
      `"study folder "…/study.json-edited": its study.json and its manifest.jsonl do not belong together; neither is edited by hand: plan the study again in another folder"`,
    );
    expect(
      await edited("study.json", (text) => text.replace('"rate": 0.1', '"rate": 0.2')),
    ).toMatchInlineSnapshot(
      `"study folder "…/study.json-edited": its study.json and its manifest.jsonl do not belong together; neither is edited by hand: plan the study again in another folder"`,
    );
  });

  test("another study in the folder, changed data, unknown keys, engines that differ", async () => {
    const out = `${root}/gaps`;
    expect(await said(planStudy(study([]), { out, estimate: false }))).toMatchInlineSnapshot(
      `"study folder "…/gaps": it holds another study, whose configs, inputs or axes differ; give another --out"`,
    );
    const axis = (key: string, values: unknown[]) => ({
      study: { name: "x", base, axes: [{ name: "a", key, values }] },
      folder: root,
    });
    const plan = (key: string, values: unknown[]) =>
      said(planStudy(axis(key, values) as never, { out: `${root}/never`, estimate: false }));
    expect(await plan("finetune.patchez", [1])).toMatchInlineSnapshot(
      `"study "…/study", point a=1: config "…/study": key "finetune.patchez" is not known; did you mean "patches"?; known here: steps, batchSize, patchSize, learningRate, schedule, optimizer, warmUpSteps, weightDecay, weightDecayOf, clipNorm, clipValue, accumulate, layerDecay, averaging, freezePlan, freezeSchedule, dihedral, method, patches, wholeLearningRate, plan"`,
    );
    expect(await plan("pretrainings.*.order.x", [1])).toMatchInlineSnapshot(
      `"study "…/study": key "pretrainings.*.order.x" stands for nothing, because the base config has no such key; a step * takes only names that have the rest of the key: write it there once, or name the keys"`,
    );
    expect(await plan("engine", ["wasm", "cpu"])).toMatchInlineSnapshot(
      `"study "x" asks for the engines wasm, cpu, expected one for all points, because engines differ in the last bits; take "engine" out of the axes"`,
    );
    const image = `${root}/images/${Object.keys((base["data"] as unknown as { windows: { test: object } }).windows.test)[0]}.tif`;
    const bytes = await readFile(image);
    await writeFile(image, Uint8Array.from([...bytes, 0]));
    expect(await said(run(out))).toContain("is another file than when the study in");
    await writeFile(image, bytes);
  });

  test("an abort leaves a checkpoint and no failed try, and a broken loop gives the item back", async () => {
    const out = `${root}/aborted`;
    await planStudy(study([], { seeds: [0] }), { out, estimate: false });
    for await (const { kind } of runStudy(out)) if (kind === "step") break;
    expect(await studyStatus(out)).toMatchObject({ done: 0, running: 0, failed: 0, secondsLeft: null });
    const controller = new AbortController();
    let steps = 0;
    const stopped = async () => {
      for await (const { kind } of runStudy(out, { signal: controller.signal }))
        if (kind === "step" && ++steps === 2) controller.abort();
    };
    await expect(stopped()).rejects.toMatchObject({ code: "INTERRUPTED" });
    expect(steps).toBeLessThan(8);
    expect(await studyStatus(out)).toMatchObject({ done: 0, running: 0, failed: 0 });
    expect(await said(run(out, { jobs: 0 }))).toMatch(/^jobs is 0, but a whole number from 1 to 64/);
  });

  test("more shards than items: some have nothing to do, and together they are whole", async () => {
    const out = `${root}/shards`;
    await planStudy(study([], { seeds: [0] }), { out, estimate: false });
    for (const index of [1, 2, 3, 4]) await run(out, { shard: { index, count: 4 } });
    const { rows } = await mergeStudy(out);
    expect(rows).toHaveLength(3);
    const { findings } = await reportStudy(out);
    expect(findings[0]).toContain("One seed: no interval");
    expect(findings[1]).toContain("no axis of noise rates");
  });

  test("an item that fails is tried so often, then ends the run, and can be tried anew", async () => {
    const out = `${root}/failing`;
    const noise = {
      kind: "scaled",
      noise: { kind: "omission", probability: 0.1 },
      pixelErrorRate: 0.99,
    };
    const tooMuch = study([], { seeds: [0], "pretrainings.noisy.noise": noise });
    expect(await said(planStudy(tooMuch, { out }))).toMatch(
      /^point 1, pretraining "noisy", seed 0: omission cannot give a pixel error rate of 0.99/,
    );
    await planStudy(tooMuch, { out, estimate: false }); // unchecked, it fails while it runs
    const message = await said(run(out, { attempts: 2 }));
    expect(message).toMatch(
      /^3 of 8 items were not done; pretrain noisy, seed 0, failed: omission cannot give/,
    );
    const { failures, failed, waiting, done } = await studyStatus(out);
    expect({ failed, waiting, done, tries: failures[0]!.tries }).toEqual({
      failed: 1,
      waiting: 2,
      done: 5,
      tries: 2,
    });
    expect(await said(run(out, { retryFailed: true }))).toBe(message);
  });
});
