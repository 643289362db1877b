// Same seed, same numbers, to the last bit: on one engine, however the work is shared out.
import { readFile } from "node:fs/promises";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { loadConfig, type MetricsFile, type RunConfig, runWorkflow } from "../src/index.ts";
import { writeSyntheticRun } from "./synthetic-run.ts";

const CONFIG: Partial<RunConfig> = {
  seeds: [0, 1],
  model: { encoder: { name: "resnet18", width: 0.0625 } },
  pretrain: { steps: 2, batchSize: 1, patchSize: 32 },
  finetune: { steps: 2, batchSize: 1, patchSize: 32, patches: 2 },
  modes: ["frozen"],
  layers: { seeds: 0 },
  pretrainings: {
    noisy: { role: "noisy", labels: "clean", noise: { kind: "class-conditional", rate: 0.2 } },
  },
};
const folder = temporaryFolder();
let config = "";

beforeAll(async () => {
  const scene = { width: 64, height: 64, density: 1, contrast: 1, noise: 8, texture: 8 };
  config = await writeSyntheticRun(folder, { pretrain: 1, finetune: 1, test: 2, seed: 1, scene }, CONFIG);
});

/** The text of `metrics.json` after a run with settings. */
async function metricsOf(name: string, ...set: string[]): Promise<string> {
  const out = `${folder}/${name}`;
  for await (const _report of runWorkflow(await loadConfig(config, { set }), { out })) void _report;
  return readFile(`${out}/metrics.json`, "utf8");
}

test.each([
  ["wasm", "frozen"],
  ["onnxruntime", "frozen"], // one worker with all threads, two with half of them
  ["cpu", "whole"], // without arms that need statistics of random encoders: this engine is slow
])("on %s one worker and two leave the same metrics.json", async (engine, mode) => {
  const settings = [`engine=${engine}`, `modes=[${mode}]`];
  const one = await metricsOf(`${engine}-one`, ...settings, "workers=1");
  expect(await metricsOf(`${engine}-two`, ...settings, "workers=2")).toBe(one);
  expect((JSON.parse(one) as MetricsFile).seeds).toEqual([0, 1]);
});

test("a seed has the same numbers alone as beside another, and other numbers than the other", async () => {
  const scores = (text: string) =>
    (JSON.parse(text) as MetricsFile).arms.map(({ results }) =>
      results.map(({ confusion, averagePrecision }) => ({ confusion, averagePrecision })),
    );
  const both = scores(await readFile(`${folder}/wasm-one/metrics.json`, "utf8"));
  const alone = scores(await metricsOf("alone", "engine=wasm", "seeds=[1]"));
  expect(alone).toEqual(both.map((values) => values.slice(1)));
  for (const [first, second] of both) expect(first).not.toEqual(second);
});
