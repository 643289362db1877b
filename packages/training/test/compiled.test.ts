import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { compilePredict, compileTrainStep } from "@undercoat/graph";
import { type Loss, tensorHashes } from "@undercoat/segmentation";
import { type Engine, setEngine } from "@undercoat/tensor";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { fit, type StepReport, type TrainingState } from "../src/index.ts";
import { fakeBatches } from "./support/fake-batches.ts";
import { tinyLoss } from "./support/tiny-loss.ts";
import { tinyModel } from "./support/tiny-model.ts";

const base = {
  loss: tinyLoss(),
  steps: 8,
  learningRate: 0.01,
  weightDecay: 1e-3,
  optimizer: "adamw",
} as const;
const compiled: Engine = {
  name: "compiled",
  description: "cpu, with compiled steps",
  compiler: { compileTrainStep, compilePredict },
};

beforeAll(async () => {
  await tf.setBackend("cpu");
});
beforeEach(() => setEngine(compiled));
afterEach(() => setEngine(null));

async function all(reports: AsyncIterable<StepReport>): Promise<StepReport[]> {
  const list: StepReport[] = [];
  for await (const report of reports) list.push(report);
  return list;
}

/** Largest difference between the weights of two models. */
function difference(a: ReturnType<typeof tinyModel>, b: ReturnType<typeof tinyModel>): number {
  const [x, y] = [a, b].map((model) =>
    model.parameters().flatMap(({ variable }) => [...variable.dataSync()]),
  );
  return Math.max(...x!.map((value, index) => Math.abs(value - y![index]!)));
}

test("a compiled training reports and learns what an uncompiled one does", async () => {
  const [a, b] = [tinyModel(), tinyModel()];
  const fast = await all(fit(a, fakeBatches(), { ...base, epsilon: 1e-4, clipNorm: 0.5 }));
  setEngine(null);
  const slow = await all(fit(b, fakeBatches(), { ...base, epsilon: 1e-4, clipNorm: 0.5 }));
  for (const [index, { loss, lossParts, gradientNorm, learningRate }] of fast.entries()) {
    expect(loss).toBeCloseTo(slow[index]!.loss, 5);
    expect(gradientNorm).toBeCloseTo(slow[index]!.gradientNorm, 4);
    expect(learningRate).toBe(slow[index]!.learningRate);
    expect(Object.keys(lossParts)).toEqual(Object.keys(slow[index]!.lossParts));
    for (const [name, part] of Object.entries(lossParts))
      expect(part).toBeCloseTo(slow[index]!.lossParts[name]!, 5);
  }
  expect(difference(a, b)).toBeLessThan(1e-5);
});

test("a frozen encoder stays as it is, and the other group learns slower", async () => {
  const [a, b] = [tinyModel(), tinyModel()];
  const before = await tensorHashes(a);
  const freezePlan = { encoder: "frozen", head: { lrScale: 0.1 } } as const;
  await all(fit(a, fakeBatches(), { ...base, epsilon: 1e-4, freezePlan }));
  const after = await tensorHashes(a);
  for (const [name, hash] of Object.entries(before))
    expect(after[name] === hash, name).toBe(name.startsWith("encoder."));
  setEngine(null);
  await all(fit(b, fakeBatches(), { ...base, epsilon: 1e-4, freezePlan }));
  expect(difference(a, b)).toBeLessThan(1e-5);
});

test("two trainings are equal bit for bit, and so is one resumed from a checkpoint", async () => {
  const states: TrainingState[] = [];
  const onCheckpoint = async (state: TrainingState) => void states.push(state);
  const [whole, again, resumed] = [tinyModel(), tinyModel(), tinyModel(7)];
  await all(fit(whole, fakeBatches(), { ...base, checkpointEvery: 3, onCheckpoint }));
  await all(fit(again, fakeBatches(), { ...base, syncEvery: 0 }));
  await all(fit(resumed, fakeBatches(), { ...base, resumeFrom: states[0]! }));
  expect(await tensorHashes(again)).toEqual(await tensorHashes(whole));
  expect(await tensorHashes(resumed)).toEqual(await tensorHashes(whole));
});

test("a training resumed after any step ends with the same weights", async () => {
  const states: TrainingState[] = [];
  const onCheckpoint = async (state: TrainingState) => void states.push(structuredClone(state));
  const whole = tinyModel();
  await all(fit(whole, fakeBatches(), { ...base, checkpointEvery: 1, onCheckpoint }));
  const expected = await tensorHashes(whole);
  for (const resumeFrom of states.slice(0, -1)) {
    const model = tinyModel(9);
    await all(fit(model, fakeBatches(), { ...base, resumeFrom }));
    expect(await tensorHashes(model), `step ${resumeFrom.step}`).toEqual(expected);
  }
});

test("two trainings that take turns end as each does alone, though they share a graph", async () => {
  const options = [base, { ...base, learningRate: 0.02 }];
  const [a, b, alone, other] = [tinyModel(1), tinyModel(2), tinyModel(1), tinyModel(2)];
  const turns = [a, b].map((model, index) =>
    fit(model, fakeBatches(), options[index]!)[Symbol.asyncIterator](),
  );
  for (let step = 0; step <= base.steps; step++) for (const training of turns) await training.next();
  await all(fit(alone, fakeBatches(), options[0]!));
  await all(fit(other, fakeBatches(), options[1]!));
  expect(await tensorHashes(a)).toEqual(await tensorHashes(alone));
  expect(await tensorHashes(b)).toEqual(await tensorHashes(other));
});

test("batches without a label move nothing, also the first one", async () => {
  const batches = () =>
    fakeBatches((batch, index) =>
      index % 3 === 1 ? { ...batch, labels: batch.labels.map(() => 255) } : batch,
    );
  const [a, b] = [tinyModel(), tinyModel()];
  const reports = await all(fit(a, batches(), { ...base, epsilon: 1e-4 }));
  expect(reports.map(({ skipped }) => skipped)).toEqual([
    true,
    false,
    false,
    true,
    false,
    false,
    true,
    false,
  ]);
  setEngine(null);
  await all(fit(b, batches(), { ...base, epsilon: 1e-4 }));
  expect(difference(a, b)).toBeLessThan(1e-5);
});

test("a checkpoint of another engine is refused", async () => {
  const states: TrainingState[] = [];
  const onCheckpoint = async (state: TrainingState) => void states.push(state);
  await all(fit(tinyModel(), fakeBatches(), { ...base, checkpointEvery: 4, onCheckpoint }));
  setEngine(null);
  expect(() => fit(tinyModel(), fakeBatches(), { ...base, resumeFrom: states[0]! })).toThrow(
    'the checkpoint was trained on "compiled", but "cpu" is in use, whose last digits differ; resume with the same engine',
  );
});

test("the model holds the present weights after every step, unless syncEvery says otherwise", async () => {
  for (const [syncEvery, expected] of [
    [1, [true, true, true]],
    [0, [false, false, false]],
    [2, [false, true, false]],
  ] as const) {
    const model = tinyModel();
    const moved: boolean[] = [];
    let last = await tensorHashes(model);
    for await (const _ of fit(model, fakeBatches(), { ...base, steps: 3, syncEvery })) {
      const now = await tensorHashes(model);
      moved.push(now["decoder.conv.weight"] !== last["decoder.conv.weight"]);
      last = now;
    }
    expect(moved).toEqual(expected);
    expect((await tensorHashes(model))["decoder.conv.weight"]).not.toBe(
      (await tensorHashes(tinyModel()))["decoder.conv.weight"],
    );
  }
});

test("break leaves the weights of the last step in the model, and no tensor behind", async () => {
  const [stopped, short] = [tinyModel(), tinyModel()];
  const before = tf.memory().numTensors;
  for await (const { step } of fit(stopped, fakeBatches(), { ...base, schedule: "constant", syncEvery: 0 }))
    if (step === 3) break;
  expect(tf.memory().numTensors).toBe(before);
  await all(fit(short, fakeBatches(), { ...base, schedule: "constant", steps: 3 }));
  expect(await tensorHashes(stopped)).toEqual(await tensorHashes(short));
});

test("batches of two shapes are each compiled, and the optimiser goes on", async () => {
  const wide = (index: number) => index % 3 === 0;
  const batches = () =>
    fakeBatches((batch, index) =>
      wide(index) ? { ...batch, height: batch.width, width: batch.height } : batch,
    );
  const [a, b] = [tinyModel(), tinyModel()];
  await all(fit(a, batches(), { ...base, epsilon: 1e-4 }));
  setEngine(null);
  await all(fit(b, batches(), { ...base, epsilon: 1e-4 }));
  expect(difference(a, b)).toBeLessThan(1e-5);
});

test("a step that cannot be compiled runs uncompiled, with one warning that names the kernel", async () => {
  const warning = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
  const evaluate: Loss["evaluate"] = (logits, labels) => {
    const best = tf.tidy(() => tf.mean(tf.topk(tf.reshape(labels, [-1]), 1).values));
    return tf.add(tinyLoss().evaluate(logits, labels), tf.mul(best, 0)) as tf.Scalar;
  };
  const [a, b] = [tinyModel(), tinyModel()];
  await all(fit(a, fakeBatches(), { ...base, loss: { ...tinyLoss(), evaluate } }));
  expect(warning.mock.calls.map(([message]) => message)).toEqual([
    'the training step cannot be compiled and runs uncompiled, which is slower: TensorFlow.js\'s kernel "TopK" has no form in a graph; run the step uncompiled',
  ]);
  warning.mockRestore();
  setEngine(null);
  await all(fit(b, fakeBatches(), base));
  expect(await tensorHashes(a)).toEqual(await tensorHashes(b));
});

test("numbers that are not finite stop a compiled training with their tensor or loss", async () => {
  const batches = fakeBatches((batch, index) =>
    index === 2 ? { ...batch, images: batch.images.map(() => Number.NaN) } : batch,
  );
  await expect(all(fit(tinyModel(), batches, base))).rejects.toThrow(
    /^step 2: loss is NaN .*96 samples of the batch/,
  );
});
