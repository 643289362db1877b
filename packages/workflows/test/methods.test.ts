// Methods for noisy labels in a run: named in the config, stopped in the middle, resumed to the same weights.
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, expect, test } from "vitest";
import { type LoadedConfig, loadConfig, type RunConfig, runWorkflow } from "../src/index.ts";
import { writeSyntheticRun } from "./synthetic-run.ts";

const own = { role: "noisy", labels: "clean", noise: { kind: "class-conditional", rate: 0.3 } } as const;
const CONFIG: Partial<RunConfig> = {
  seeds: [0],
  engine: "onnxruntime",
  model: { encoder: { name: "tiny" } },
  pretrain: { steps: 8, batchSize: 2, patchSize: 32, method: "confidence-selection" },
  finetune: {
    steps: 6,
    batchSize: 2,
    patchSize: 32,
    patches: 2,
    method: "early-learning",
    schedule: { name: "plateau", every: 1, patience: 0, threshold: 0.5 },
    freezeSchedule: { name: "linear-probe", probeSteps: 4, lrScale: 0.5 },
  },
  modes: ["full"],
  layers: { seeds: 0 },
  checkpointEvery: 3,
  keepCheckpoints: { newest: 1, every: 6 },
  workers: 1,
  pretrainings: {
    plain: { ...own, method: null },
    default: own,
    loss: { ...own, method: { name: "small-loss", noiseRate: 0.3, rampSteps: 4 } },
    early: { ...own, method: { name: "early-learning", strength: 1 } },
    object: {
      ...own,
      method: { name: "object-correction", epochSteps: 1, windows: [3], patience: 1, teacherDecay: 0.5 },
    },
    stop: { ...own, method: "progressive-stopping" },
    two: { ...own, method: { name: "co-teaching", rampSteps: 4 } },
  },
};
const folder = temporaryFolder();
let loaded: LoadedConfig;

beforeAll(async () => {
  const scene = { width: 64, height: 64, density: 1, contrast: 1, noise: 8, texture: 8 };
  const counts = { pretrain: 1, finetune: 1, test: 1, seed: 1, scene };
  loaded = await loadConfig(await writeSyntheticRun(folder, counts, CONFIG));
});

async function run(out: string, { resume = false, steps = Number.POSITIVE_INFINITY } = {}): Promise<void> {
  const stop = new AbortController();
  let seen = 0;
  for await (const { event } of runWorkflow(loaded, { out, resume, signal: stop.signal })) {
    if (event.kind === "step") seen += 1;
    if (seen >= steps) stop.abort();
  }
}

async function weights(out: string): Promise<Map<string, string>> {
  const names = (await readdir(out, { recursive: true })).filter((name) => name.endsWith("weights.bin"));
  const hash = async (name: string) =>
    [
      name,
      createHash("sha256")
        .update(await readFile(`${out}/${name}`))
        .digest("hex"),
    ] as const;
  return new Map(await Promise.all(names.toSorted().map(hash)));
}

test("every pretraining learns by its own method, and a run that was stopped within them ends with the same weights", async () => {
  await run(`${folder}/whole`);
  const whole = await weights(`${folder}/whole`);
  const pretrained = [...whole].filter(([name]) => name.includes("pretrain-")).map(([, hash]) => hash);
  expect(pretrained).toHaveLength(7);
  expect(new Set(pretrained).size).toBe(7);

  for (const steps of [37, 53]) {
    const out = `${folder}/stopped-${steps}`;
    await run(out, { steps }).catch(() => {}); // tells that it was interrupted
    await run(out, { resume: true });
    expect(await weights(out), `stopped after ${steps} steps`).toEqual(whole);
  }
}, 300_000);
