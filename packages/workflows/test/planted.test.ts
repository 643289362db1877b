// A world in which noisy labels are known to help: does the whole pipeline find it, and does it find nothing where
// there is nothing? Made-up scenes (test scenes come from streams of their own), five seeds fixed beforehand.

import { temporaryFolder } from "@undercoat/test-utils";
import { beforeAll, describe, expect, test } from "vitest";
import { loadConfig, type MetricsFile, type RunConfig, readRunSummary, runWorkflow } from "../src/index.ts";
import { writeSyntheticRun } from "./synthetic-run.ts";

const CLASSES = 4;

/** Every pixel keeps its class with probability `kept`, and else gets one drawn from all classes alike. */
function redrawn(kept: number) {
  const transitionMatrix = Array.from({ length: CLASSES }, (_, clean) =>
    Array.from({ length: CLASSES }, (_, noisy) => (clean === noisy ? kept : 0) + (1 - kept) / CLASSES),
  );
  return { kind: "class-conditional" as const, transitionMatrix };
}

/** Two of five pixels redrawn, and objects grown or shrunk by up to two pixels: far from clean, still about the image. */
const noise = { kind: "sequence" as const, noises: [{ kind: "boundary" as const, radius: 2 }, redrawn(0.6)] };

const CONFIG: Partial<RunConfig> = {
  seeds: [0, 1, 2, 3, 4],
  engine: "wasm",
  model: { encoder: { name: "resnet18", width: 0.125 } },
  pretrain: { steps: 200, batchSize: 4, patchSize: 64 },
  finetune: { steps: 80, batchSize: 4, patchSize: 64, patches: 6 },
  modes: ["frozen"],
  layers: { seeds: 0 },
  pretrainings: {
    noisy: { role: "noisy", labels: "clean", noise },
    "all-redrawn": { role: "noisy", labels: "clean", noise: redrawn(0) },
    permuted: { role: "control", labels: "clean", permuted: true, noise },
  },
};

const folder = temporaryFolder();
let metrics: MetricsFile;

beforeAll(async () => {
  const scene = { width: 128, height: 128, density: 1, contrast: 1, noise: 8, texture: 8 };
  const file = await writeSyntheticRun(folder, { pretrain: 8, finetune: 2, test: 3, seed: 1, scene }, CONFIG);
  for await (const _report of runWorkflow(await loadConfig(file), { out: `${folder}/run` })) void _report;
  metrics = (await readRunSummary(`${folder}/run`)).metrics;
}, 400_000);

/** Paired difference of two arms in average precision. */
function difference(candidate: string, reference: string) {
  return metrics.comparisons.find(
    (entry) =>
      entry.candidate === candidate && entry.reference === reference && entry.score === "averagePrecision",
  )!;
}

test("random initialisation leaves room for a gain: IoU between 0.3 and 0.8", () => {
  const iou = metrics.arms.find(({ name }) => name === "random/frozen")!.summary.iou.mean;
  expect(iou).toBeGreaterThan(0.3);
  expect(iou).toBeLessThan(0.8);
});

describe("the planted gain of noisy labels", () => {
  test("is found over random initialisation and over permuted labels, intervals above zero", () => {
    expect(difference("noisy/frozen", "random/frozen").interval![0]).toBeGreaterThan(0);
    expect(difference("noisy/frozen", "permuted/frozen").interval![0]).toBeGreaterThan(0);
  });
  test("is put into words", () => {
    expect(metrics.findings[0]).toMatch(/^frozen encoder, noisy labels "noisy": \+.* they helped$/);
  });
  test("is not found in the permuted control", () => {
    const { interval, verdict } = difference("permuted/frozen", "random/frozen");
    expect(verdict).not.toBe("above");
    expect(interval![0]).toBeLessThan(0);
  });
});

test("where every label is redrawn nothing is found", () => {
  const { verdict } = difference("all-redrawn/frozen", "random/frozen");
  expect(verdict).not.toBe("above");
  const sentence = metrics.findings.find((finding) => finding.includes('"all-redrawn"'));
  expect(sentence).not.toContain("they helped");
});

test("the realised noise is in the metrics: three quarters of redrawn labels are wrong", () => {
  const rate = (name: string) => metrics.labels.find(({ pretraining }) => pretraining === name)!.noiseRate;
  expect(rate("all-redrawn")).toBeCloseTo(0.75, 1);
  expect(rate("noisy")).toBeGreaterThan(0.3);
});
