import { computeNormalisation, randomPatches, sceneDataset } from "@undercoat/datasets";
import { useEngine } from "@undercoat/engines";
import { crossEntropyDice } from "@undercoat/losses";
import { createRng } from "@undercoat/random";
import { tensorHashes } from "@undercoat/segmentation";
import {
  decodeCheckpoint,
  encodeCheckpoint,
  type FitOptions,
  fit,
  type TrainingState,
} from "@undercoat/training";
import { describe, expect, test } from "vitest";
import {
  confidenceSelection,
  coTeaching,
  cutMix,
  earlyLearningMethod,
  jointAgreement,
  mixup,
  objectCorrection,
  progressiveStopping,
  smallLoss,
} from "../src/index.ts";
import { FLAT_GROUPS, flatModel } from "./support/flat-model.ts";
import { plantedScene, plantedScheme } from "./support/planted-noise.ts";

const STEPS = 14;
type Method = Pick<FitOptions, "method" | "freezeSchedule">;
const parts = [
  { groups: ["decoder", "head"], steps: 3 },
  { groups: ["head"], steps: 2 },
];
const peer = () => flatModel({ seed: 5, width: 4, bands: 3, scheme: plantedScheme });
const methods: Record<string, Method> = {
  "small-loss": { method: smallLoss({ noiseRate: 0.3, rampSteps: 5, perClass: true }) },
  "confidence-selection": { method: confidenceSelection({ rampSteps: 5 }) },
  "confidence-selection, smoothed": { method: confidenceSelection({ rampSteps: 5, smoothing: {} }) },
  "early-learning": { method: earlyLearningMethod() },
  // triggers at step 10 and goes back
  "object-correction": {
    method: objectCorrection({ teacherDecay: 0.5, epochSteps: 2, windows: [3], patience: 1, snapshots: 3 }),
  },
  "co-teaching": { method: coTeaching(peer, { noiseRate: 0.3, rampSteps: 5 }) },
  "joint-agreement": { method: jointAgreement(peer, { noiseRate: 0.3, rampSteps: 5 }) },
  mixup: { method: mixup({ alpha: 1 }) },
  cutmix: { method: cutMix() },
  "progressive-stopping": progressiveStopping({ groups: FLAT_GROUPS }, { wholeSteps: STEPS - 5, parts }),
};

const dataset = sceneDataset({
  scheme: plantedScheme,
  scenes: [plantedScene("train", 48, createRng(3).fork("train"))],
});
const shared = { size: 16, batchSize: 2, dihedral: true, normalisation: computeNormalisation(dataset) };

/** Weights and losses of a training; a checkpoint, through bytes, of the step where it was left. */
async function train(
  method: Method,
  { stopAfter = 0, from }: { stopAfter?: number; from?: TrainingState } = {},
) {
  const model = flatModel({ seed: from === undefined ? 1 : 99, width: 4, bands: 3, scheme: plantedScheme });
  const batches = randomPatches(dataset, { ...shared, rng: createRng(3).fork("order") });
  let state: TrainingState | undefined;
  const losses: number[] = [];
  const reports = fit(model, batches, {
    loss: crossEntropyDice(),
    steps: STEPS,
    learningRate: 0.01,
    ...method,
    ...(stopAfter === 0 ? {} : { checkpointEvery: stopAfter }),
    onCheckpoint: async (taken) => {
      state ??= decodeCheckpoint(encodeCheckpoint(taken));
    },
    ...(from === undefined ? {} : { resumeFrom: from }),
  });
  for await (const { step, loss } of reports) {
    losses.push(loss);
    if (step === stopAfter) break;
  }
  const hashes = Object.entries(await tensorHashes(model));
  model.dispose();
  return { hashes, losses, state };
}

describe.each(["cpu", "onnxruntime"] as const)("on %s", (engine) => {
  test.each(Object.entries(methods))(
    "%s: left at any moment and resumed, the weights are those of a training that was not, bit for bit",
    async (_, method) => {
      await useEngine(engine, { threads: 1 });
      const whole = await train(method);
      const plain = await train({});
      expect(whole.hashes).not.toEqual(plain.hashes);
      for (const stopAfter of engine === "cpu" ? [10] : [1, 9, 10, 13]) {
        const first = await train(method, { stopAfter });
        expect(first.state?.step).toBe(stopAfter);
        const second = await train(method, { from: first.state! });
        expect([...first.losses, ...second.losses], `left after ${stopAfter}`).toEqual(whole.losses);
        expect(second.hashes, `left after ${stopAfter}`).toEqual(whole.hashes);
      }
    },
  );
});

test.each(Object.entries(methods))(
  "%s: the compiled step learns what the uncompiled one does",
  async (_, method) => {
    await useEngine("cpu");
    const slow = await train(method);
    await useEngine("onnxruntime", { threads: 1 });
    const fast = await train(method);
    // float32 sums in another order, over 8 steps
    fast.losses.slice(0, 8).forEach((loss, step) => {
      expect(Math.abs(loss - slow.losses[step]!), `step ${step}`).toBeLessThan(2e-3);
    });
  },
);
