// The same seeds through the portable random numbers: our pretraining beside the PyTorch study's, step by step.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { randomPatches } from "@undercoat/datasets";
import { useEngine } from "@undercoat/engines";
import { namedLoss } from "@undercoat/losses";
import { createRng } from "@undercoat/random";
import type { SegmentationModel } from "@undercoat/segmentation";
import { repositoryRoot, testShared } from "@undercoat/test-utils";
import { fit } from "@undercoat/training";
import { beforeAll, describe, expect, test } from "vitest";
import { loadConfig } from "../src/index.ts";
import { buildModel } from "../src/run/build-model.ts";
import { loadRunData, type RunData } from "../src/run/load-run-data.ts";
import { studyStreamName } from "../src/study-stream-name.ts";

interface StudyTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly sum: number;
  readonly sha256: string;
}

interface Study {
  readonly initial: Readonly<Record<"unetSeed0" | "unetSeed500" | "fpnSeed500", readonly StudyTensor[]>>;
  /** The study as it is: float32, channels last, one thread, Adam's epsilon 1e-8. */
  readonly training: { readonly losses: readonly number[]; readonly learningRates: readonly number[] };
  readonly lossesInOtherPrecisions: Readonly<
    Record<"float64" | "float32Contiguous" | "float64Epsilon1e4" | "float32Epsilon1e4", readonly number[]>
  >;
}

const fixture = new URL("./fixtures/study-seed0.json", import.meta.url);
const study = JSON.parse(await readFile(fixture, "utf8")) as Study;
const CONFIG = path.join(repositoryRoot, "apps/cli/configs/oam-buildings.yaml");

/** First steps: only rounding differs. Later Adam turns rounding in small gradients into whole steps. */
const FIRST_STEPS_TOLERANCE = 1e-3;
const ALL_STEPS = 20;
const ALL_STEPS_TOLERANCE = 3e-2;

beforeAll(async () => {
  await useEngine("wasm");
});

/** A parameter's values in PyTorch's order: kernels `[out, in, row, column]`. */
function torchOrder(shape: readonly number[], data: Float32Array): Float32Array {
  if (shape.length !== 4) return data;
  const [h, w, i, o] = shape as [number, number, number, number];
  const result = new Float32Array(data.length);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++)
      for (let a = 0; a < i; a++)
        for (let b = 0; b < o; b++)
          result[((b * i + a) * h + y) * w + x] = data[((y * w + x) * i + a) * o + b]!;
  return result;
}

/** Hashes of a model's trained tensors by the study's names. */
function hashesOf(model: SegmentationModel, decoder: "unet" | "lateral-fpn"): Map<string, string> {
  const trained = model.parameters().filter(({ trainable }) => trainable);
  return new Map(
    trained.map(({ name, shape, variable }) => {
      const data = torchOrder(shape, variable.dataSync() as Float32Array);
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      return [studyStreamName(name, decoder), createHash("sha256").update(bytes).digest("hex")];
    }),
  );
}

const scheme = {
  name: "buildings",
  classes: [
    { value: 0, name: "background" },
    { value: 1, name: "building" },
  ],
};

describe("initial weights are the study's, bit for bit", () => {
  test.each([
    ["unet", 0, "unetSeed0", ""],
    ["unet", 500, "unetSeed500", ""],
    ["lateral-fpn", 500, "fpnSeed500", "fpn."],
  ] as const)("%s of seed %i", async (decoder, seed, key, prefix) => {
    const { config } = await loadConfig(CONFIG);
    const bands = [{ name: "red" }, { name: "green" }, { name: "blue" }];
    const data = { scheme, bands, normalisation: null } as unknown as RunData;
    const model = buildModel(config, data, decoder, seed);
    const hashes = hashesOf(model, decoder);
    model.dispose();
    const expected = study.initial[key].filter(({ name }) => !name.includes("running"));
    expect(expected.length).toBeGreaterThan(5);
    for (const { name, sha256 } of expected) expect(hashes.get(`${prefix}${name}`), name).toBe(sha256);
  });
});

/** Losses of the study's noisy pretraining, on an engine. */
async function ourLosses(epsilon: number, engine: "wasm" | "onnxruntime"): Promise<number[]> {
  await useEngine(engine);
  const { config } = await loadConfig(CONFIG, {
    set: ["pretrainings={osmlike: {role: noisy, labels: osmlike}}"],
  });
  const data = await loadRunData(config);
  const model = buildModel(config, data, "unet", 0);
  const { patchSize, batchSize, dihedral, learningRate, steps } = config.pretrain;
  const batches = randomPatches(data.pretrainingLabels("osmlike", 0), {
    size: patchSize,
    batchSize,
    dihedral,
    normalisation: data.normalisation,
    rng: createRng(0).fork("order"),
  });
  const losses: number[] = [];
  for await (const report of fit(model, batches, {
    loss: namedLoss(config.loss),
    steps,
    learningRate,
    epsilon,
  })) {
    expect(report.learningRate).toBeCloseTo(study.training.learningRates[losses.length]!, 9);
    losses.push(report.loss);
    if (losses.length === ALL_STEPS) break;
  }
  model.dispose();
  return losses;
}

const largestGap = (a: readonly number[], b: readonly number[], from: number, to: number) =>
  Math.max(...a.slice(from, to).map((loss, index) => Math.abs(loss - b[from + index]!)));

describe("losses agree with PyTorch's on the same batches", () => {
  const { float64, float64Epsilon1e4, float32Contiguous } = study.lossesInOtherPrecisions;

  for (const engine of ["wasm", "onnxruntime"] as const) {
    testShared(
      `on ${engine} with Adam's epsilon 1e-4: 5 steps to 1e-3, 20 to 3e-2`,
      ["data", "oam_buildings"],
      async () => {
        const losses = await ourLosses(1e-4, engine);
        expect(largestGap(losses, float64Epsilon1e4, 0, 5)).toBeLessThan(FIRST_STEPS_TOLERANCE);
        expect(largestGap(losses, float64Epsilon1e4, 0, ALL_STEPS)).toBeLessThan(ALL_STEPS_TOLERANCE);
      },
    );

    testShared(
      `on ${engine} with the study's epsilon 1e-8: 4 steps to 1e-3, 20 to 3e-2`,
      ["data", "oam_buildings"],
      async () => {
        const losses = await ourLosses(1e-8, engine);
        expect(largestGap(losses, float64, 0, 4)).toBeLessThan(FIRST_STEPS_TOLERANCE);
        expect(largestGap(losses, float64, 0, ALL_STEPS)).toBeLessThan(ALL_STEPS_TOLERANCE);
      },
    );
  }

  test("PyTorch in float32 is no closer to itself: the tolerances are no excuse", () => {
    expect(largestGap(study.training.losses, float64, 0, 5)).toBeGreaterThan(FIRST_STEPS_TOLERANCE);
    expect(largestGap(float32Contiguous, float64, 0, 5)).toBeGreaterThan(FIRST_STEPS_TOLERANCE);
  });
});
