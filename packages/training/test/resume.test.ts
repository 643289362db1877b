import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import {
  type BatchSource,
  computeNormalisation,
  cutPatches,
  randomPatches,
  sceneDataset,
  shuffledPatches,
  syntheticScene,
  syntheticScheme,
} from "@undercoat/datasets";
import { createRng } from "@undercoat/random";
import { tensorHashes } from "@undercoat/segmentation";
import { beforeAll, expect, test } from "vitest";
import {
  decodeCheckpoint,
  encodeCheckpoint,
  type FitOptions,
  fit,
  isTrainingError,
  type TrainingState,
} from "../src/index.ts";
import { fakeBatches } from "./support/fake-batches.ts";
import { tinyLoss } from "./support/tiny-loss.ts";
import { tinyModel } from "./support/tiny-model.ts";

const STEPS = 12;
const base = { loss: tinyLoss(), steps: STEPS, learningRate: 0.01, clipNorm: 1, weightDecay: 0.01 } as const;

beforeAll(async () => {
  await tf.setBackend("cpu");
});

/** Hashes and losses of a training; aborted after `stopAfter` steps, its checkpoint through bytes. */
async function train(options: FitOptions, stopAfter = Number.POSITIVE_INFINITY) {
  const model = tinyModel(options.resumeFrom === undefined ? 1 : 99);
  const abort = new AbortController();
  const losses: number[] = [];
  let state: TrainingState | undefined;
  const onCheckpoint = async (taken: TrainingState) => {
    state = decodeCheckpoint(encodeCheckpoint(taken));
  };
  try {
    for await (const { step, loss } of fit(model, fakeBatches(), {
      ...options,
      onCheckpoint,
      signal: abort.signal,
    })) {
      losses.push(loss);
      if (step >= stopAfter) abort.abort("test");
    }
  } catch (error) {
    if (!isTrainingError(error, "INTERRUPTED")) throw error;
    expect(error.message).toBe(
      `training was interrupted after step ${stopAfter} of ${STEPS}; a checkpoint was written; resume it with resumeFrom`,
    );
    expect(error.cause).toBe("test");
  }
  return { hashes: Object.entries(await tensorHashes(model)), losses, state };
}

test.each([
  {},
  { freezePlan: { encoder: "frozen", decoder: { lrScale: 0.5 } } },
  { optimizer: "adamw" },
] as const)(
  "a training that is interrupted and resumed equals one that was not, bit for bit: %j",
  async (change) => {
    const options = { ...base, ...change };
    const whole = await train(options);
    for (const stopAfter of [1, 4, 7, 11]) {
      const first = await train(options, stopAfter);
      expect(first.state?.step).toBe(stopAfter);
      const second = await train({ ...options, resumeFrom: first.state! });
      expect(second.hashes, `stopped after ${stopAfter}`).toEqual(whole.hashes);
      expect([...first.losses, ...second.losses]).toEqual(whole.losses);
    }
  },
);

test("the samplers of the datasets package continue with the patches they would have drawn", async () => {
  const rng = createRng(3);
  const scenes = [syntheticScene({ width: 48, height: 40 }, rng.fork("scene"))];
  const dataset = sceneDataset({ scheme: syntheticScheme, scenes });
  const shared = { size: 8, batchSize: 2, normalisation: computeNormalisation(dataset), dihedral: true };
  const sources = {
    random: () =>
      randomPatches(dataset, { ...shared, rng: rng.fork("order"), permuteLabels: rng.fork("other") }),
    shuffled: () => shuffledPatches(dataset, cutPatches(dataset, 8), { ...shared, rng: rng.fork("order") }),
  };
  for (const source of Object.values(sources)) {
    const whole = await trainOn(source(), {});
    const { state } = await trainOn(source(), { stopAfter: 3 });
    const resumed = await trainOn(source(), { resumeFrom: decodeCheckpoint(encodeCheckpoint(state!)) });
    expect(resumed.hashes).toEqual(whole.hashes);
  }
});

async function trainOn(
  batches: BatchSource,
  { stopAfter = 0, resumeFrom }: { stopAfter?: number; resumeFrom?: TrainingState },
) {
  const model = tinyModel(1, 3, 3, syntheticScheme);
  let state: TrainingState | undefined;
  const onCheckpoint = async (taken: TrainingState) => {
    state ??= taken;
  };
  const options = {
    ...base,
    checkpointEvery: stopAfter,
    onCheckpoint,
    ...(resumeFrom ? { resumeFrom } : {}),
  };
  for await (const { step } of fit(model, batches, options)) if (step === stopAfter) break;
  return { hashes: await tensorHashes(model), state };
}

test("checkpoints come every so many steps and hold copies", async () => {
  const model = tinyModel();
  const states: TrainingState[] = [];
  const onCheckpoint = async (state: TrainingState) => void states.push(state);
  for await (const _ of fit(model, fakeBatches(), { ...base, checkpointEvery: 5, onCheckpoint }));
  expect(states.map(({ step }) => step)).toEqual([5, 10]);
  expect(states[0]?.recentLosses).toHaveLength(5);
  expect(states[0]?.weights.get("encoder.bn1.running_var")?.data).not.toEqual(
    states[1]?.weights.get("encoder.bn1.running_var")?.data,
  );
});

test("an abort before the first step writes a checkpoint of step 0", async () => {
  let state: TrainingState | undefined;
  const onCheckpoint = async (taken: TrainingState) => {
    state = taken;
  };
  const reports = fit(tinyModel(), fakeBatches(), { ...base, onCheckpoint, signal: AbortSignal.abort() });
  await expect(reports[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: "INTERRUPTED" });
  expect(state?.step).toBe(0);
});

test("the loop lets timers run between steps", async () => {
  let fired = false;
  setTimeout(() => {
    fired = true;
  }, 0);
  for await (const _ of fit(tinyModel(), fakeBatches(), base));
  expect(fired).toBe(true);
});

test("a checkpoint of another model or training is refused, naming what differs", async () => {
  const { state } = await train(base, 3);
  const message = (model: ReturnType<typeof tinyModel>, options: FitOptions) => {
    try {
      fit(model, fakeBatches(), options);
    } catch (error) {
      return isTrainingError(error, "CHECKPOINT_MISMATCH") ? error.message : String(error);
    }
    return "accepted";
  };
  const resume: FitOptions = { ...base, resumeFrom: state! };
  expect(message(tinyModel(1, 4), resume)).toMatchInlineSnapshot(
    `""encoder.conv1.weight" is 3×3×2×4 in the model, but 3×3×2×3 in the checkpoint; resume with the model that was trained"`,
  );
  expect(message(tinyModel(), { ...resume, learningRate: 0.02 })).toMatchInlineSnapshot(
    `""learningRate" is 0.02, but the checkpoint was trained with 0.01; resume with the same options"`,
  );
  expect(message(tinyModel(), { ...resume, freezePlan: { encoder: "frozen" } })).toMatchInlineSnapshot(
    `""freezePlan" is "{\\"encoder\\":\\"frozen\\"}", but the checkpoint was trained with null; resume with the same options"`,
  );
  const fewer = new Map([...state!.weights].slice(1));
  expect(
    message(tinyModel(), { ...resume, resumeFrom: { ...state!, weights: fewer } }),
  ).toMatchInlineSnapshot(
    `"the model has "encoder.conv1.weight", but the checkpoint does not; resume with the model that was trained"`,
  );
});

test("layers frozen outside of fit must be frozen again", async () => {
  const { state } = await train(base, 3);
  const model = tinyModel();
  model.network.getLayer("encoder.conv1").trainable = false;
  const reports = fit(model, fakeBatches(), { ...base, resumeFrom: state! });
  await expect(reports[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: "CHECKPOINT_MISMATCH" });
});
