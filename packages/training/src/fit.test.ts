import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { batchesOf } from "@undercoat/datasets";
import {
  type FreezePlan,
  type Loss,
  type SegmentationModel,
  tensorHashes,
  weightsOf,
} from "@undercoat/segmentation";
import { beforeAll, expect, test } from "vitest";
import { fakeBatch, fakeBatches } from "../test/support/fake-batches.ts";
import { tinyLoss } from "../test/support/tiny-loss.ts";
import { tinyModel } from "../test/support/tiny-model.ts";
import { fit } from "./fit.ts";
import type { StepReport } from "./step-report.ts";
import type { TrainingState } from "./training-state.ts";

const base = { loss: tinyLoss(), steps: 6, learningRate: 0.01 } as const;

beforeAll(async () => {
  await tf.setBackend("cpu");
});

async function all(reports: AsyncIterable<StepReport>): Promise<StepReport[]> {
  const list: StepReport[] = [];
  for await (const report of reports) list.push(report);
  return list;
}

async function failure(run: () => unknown): Promise<string> {
  try {
    await run();
  } catch (error) {
    return error instanceof Error && "code" in error
      ? `${String(error.code)}: ${error.message}`
      : String(error);
  }
  return "nothing was thrown";
}

async function moved(model: SegmentationModel, before: Readonly<Record<string, string>>): Promise<string[]> {
  return Object.entries(await tensorHashes(model))
    .filter(([name, hash]) => before[name] !== hash)
    .map(([name]) => name);
}

test("every step is reported once, counted from 1, with falling learning rate and parts of the loss", async () => {
  const reports = await all(fit(tinyModel(), fakeBatches(), base));
  expect(reports.map(({ step, steps }) => [step, steps])).toEqual(
    [1, 2, 3, 4, 5, 6].map((step) => [step, 6]),
  );
  expect(reports[0]?.learningRate).toBe(0.01);
  expect(reports[3]?.learningRate).toBeCloseTo(0.005, 12);
  for (const { loss, lossParts, gradientNorm, skipped, milliseconds } of reports) {
    expect(lossParts["entropy"]! + lossParts["size"]!).toBeCloseTo(loss, 5);
    expect(gradientNorm).toBeGreaterThan(0);
    expect(milliseconds).toBeGreaterThan(0);
    expect(skipped).toBe(false);
  }
});

test("the model learns what can be learnt", async () => {
  const reports = await all(fit(tinyModel(), fakeBatches(), { ...base, steps: 60, learningRate: 0.03 }));
  expect(reports.at(-1)!.loss).toBeLessThan(reports[0]!.loss / 2);
});

test("two equal trainings give equal weights, bit for bit", async () => {
  const hashes = [1, 2].map(async () => {
    const model = tinyModel();
    await all(fit(model, fakeBatches(), base));
    return Object.entries(await tensorHashes(model));
  });
  const [first, second] = await Promise.all(hashes);
  expect(first).toEqual(second);
});

test("the number of tensors stays the same from step to step, and break leaves none behind", async () => {
  const model = tinyModel();
  const before = tf.memory().numTensors;
  const counts: number[] = [];
  for await (const { step } of fit(model, fakeBatches(), base)) {
    counts.push(tf.memory().numTensors);
    if (step === 4) break;
  }
  expect(counts).toEqual([before, before, before, before]);
});

test("a frozen encoder keeps weights and running statistics, the rest moves", async () => {
  const model = tinyModel();
  const before = await tensorHashes(model);
  await all(fit(model, fakeBatches(), { ...base, freezePlan: { encoder: "frozen" } }));
  const names = await moved(model, before);
  expect(names.filter((name) => name.startsWith("encoder."))).toEqual([]);
  expect(names).toContain("decoder.conv.weight");
  expect(names).toContain("decoder.bn.running_var");
  expect(names).toContain("segmentation_head.0.bias");
});

test("a frozen encoder costs no backward pass", async () => {
  const backward = async (freezePlan: FreezePlan) => {
    const options = { ...base, steps: 1, freezePlan };
    const profile = await tf.profile(async () => {
      await all(fit(tinyModel(), fakeBatches(), options));
      return [];
    });
    return countOf(profile.kernels, "Conv2DBackprop");
  };
  const [whole, partly, decoderOnly] = [
    await backward({}),
    await backward({ "encoder.stem": "frozen" }),
    await backward({ encoder: "frozen" }),
  ];
  expect(whole).toBeGreaterThan(partly);
  expect(partly).toBeGreaterThan(decoderOnly);
});

function countOf(kernels: readonly { name: string }[], name: string): number {
  return kernels.filter((kernel) => kernel.name.startsWith(name)).length;
}

test("lrScale slows a group down: the first update is that much smaller", async () => {
  const firstMove = async (lrScale: number) => {
    const model = tinyModel();
    const before = weightsOf(model).get("encoder.conv1.weight")!.data;
    await all(fit(model, fakeBatches(), { ...base, steps: 1, freezePlan: { encoder: { lrScale } } }));
    const after = weightsOf(model).get("encoder.conv1.weight")!.data;
    return Math.max(...after.map((value, i) => Math.abs(value - before[i]!)));
  };
  expect((await firstMove(1)) / (await firstMove(0.1))).toBeCloseTo(10, 2);
});

test("a batch of ignored labels only moves nothing and is reported", async () => {
  const model = tinyModel();
  const batches = fakeBatches((batch, index) =>
    index === 2 ? { ...batch, labels: batch.labels.map(() => 255) } : batch,
  );
  let before: Readonly<Record<string, string>> = {};
  for await (const report of fit(model, batches, { ...base, steps: 3 })) {
    expect(report.skipped).toBe(report.step === 2);
    if (report.step === 1) before = await tensorHashes(model);
    if (report.step === 2) {
      expect(report.loss).toBeNaN();
      expect(await moved(model, before)).toEqual([]);
    }
  }
  expect(await moved(model, before)).not.toEqual([]);
});

test("a loss that is not finite stops with step and part", async () => {
  const batches = fakeBatches((batch, index) =>
    index === 3
      ? { ...batch, images: batch.images.map((value, i) => (i === 5 ? Number.NaN : value)) }
      : batch,
  );
  expect(await failure(() => all(fit(tinyModel(), batches, base)))).toBe(
    'LOSS_NOT_FINITE: step 3: loss is NaN ("entropy" is NaN, "size" is NaN); 1 samples of the batch are not finite: check the validity of the images',
  );
});

test("a gradient that is not finite stops before it reaches the weights", async () => {
  const model = tinyModel();
  const spoilt: Loss = {
    ...tinyLoss(),
    evaluate: (logits) => tf.sum(tf.sqrt(tf.mul(logits, 0))) as tf.Scalar,
  };
  const weights = () => weightsOf(model).get("decoder.conv.weight")!.data;
  const before = weights();
  expect(await failure(() => all(fit(model, fakeBatches(), { ...base, loss: spoilt })))).toMatch(
    /^GRADIENT_NOT_FINITE: step 1: the gradient of ".+" is not finite/,
  );
  expect(weights()).toEqual(before);
});

test("a frozen tensor that something else changes is told by name", async () => {
  const model = tinyModel();
  const run = async () => {
    for await (const { step } of fit(model, fakeBatches(), { ...base, freezePlan: { encoder: "frozen" } })) {
      const { variable } = model.parameters().find(({ name }) => name === "encoder.bn1.running_mean")!;
      if (step === 2) tf.tidy(() => variable.assign(tf.add(variable, 1)));
    }
  };
  expect(await failure(run)).toMatch(/^FROZEN_CHANGED: "encoder.bn1.running_mean" is frozen/);
});

test("a frozen tensor that was changed is told also where the consumer breaks", async () => {
  const model = tinyModel();
  const run = async () => {
    for await (const _ of fit(model, fakeBatches(), { ...base, freezePlan: { encoder: "frozen" } })) {
      const { variable } = model.parameters().find(({ name }) => name === "encoder.conv1.weight")!;
      tf.tidy(() => variable.assign(tf.add(variable, 1)));
      break;
    }
  };
  expect(await failure(run)).toMatch(/^FROZEN_CHANGED: "encoder.conv1.weight" is frozen/);
});

test("a training can be iterated once", async () => {
  const training = fit(tinyModel(), fakeBatches(), { ...base, steps: 1 });
  await all(training);
  expect(await failure(() => all(training))).toMatch(/^ALREADY_ITERATED/);
});

test("all groups frozen leaves nothing to train", async () => {
  const freezePlan = { encoder: "frozen", decoder: "frozen", head: "frozen" } as const;
  expect(await failure(() => all(fit(tinyModel(), fakeBatches(), { ...base, freezePlan })))).toMatch(
    /^NOTHING_TO_TRAIN/,
  );
});

test.each([
  [{ learningRate: 0 }, 'training option "learningRate" is 0, but must be above 0; change it'],
  [{ learningRate: Number.NaN }, 'training option "learningRate" is NaN, but must be a number; change it'],
  [{ steps: 0 }, 'training option "steps" is 0, but must be at least 1; change it'],
  [{ steps: 2.5 }, 'training option "steps" is 2.5, but must be a whole number; change it'],
  [
    { warmUpSteps: 6 },
    'training option "warmUpSteps" is 6, but must be below "steps" (6); change one of them',
  ],
  [{ momentum: 0.9 }, 'training option "momentum" is not known; leave it out'],
  [
    { freezePlan: { encoder: { lrScale: 0 } } },
    'lrScale of "encoder.stem" is 0, but must be above 0; write "frozen" to keep the group as it is',
  ],
])("%o is refused at once", async (change, message) => {
  const run = () => fit(tinyModel(), fakeBatches(), { ...base, ...change });
  expect(await failure(run)).toBe(`OPTIONS_REFUSED: ${message}`);
});

test("an unknown layer group is refused at once", async () => {
  const freezePlan = { encodr: "frozen" } as const;
  expect(await failure(() => fit(tinyModel(), fakeBatches(), { ...base, freezePlan }))).toMatch(
    /^UNKNOWN_GROUP/,
  );
});

test.each([
  [{ bandCount: 3 }, 'batch has 3 bands, but the encoder "tiny" takes 2; choose 2 bands'],
  [{ size: 3 }, "batch holds 3 patches, but batchSize is 2; give both the same size"],
  [
    { height: 3 },
    'patch is 6×3 pixels, but decoder "tiny" needs multiples of 2; choose 6 for the width and 2 or 4 for the height',
  ],
  [
    { labels: new Uint8Array(48).fill(3) },
    'batch has label 3, but the model\'s scheme "three" has 3 classes (0 to 2); use one scheme for both',
  ],
  [
    { images: new Float32Array(95) },
    "batch holds 95 samples and 48 labels, but its size asks for 96 and 48; give whole patches",
  ],
])("a batch that does not fit the model is refused (%#)", async (change, message) => {
  const batches = fakeBatches((batch) => ({ ...batch, ...change }));
  const run = () => all(fit(tinyModel(), batches, { ...base, batchSize: 2 }));
  expect(await failure(run)).toBe(`BATCH_MISMATCH: ${message}`);
});

test("batches that are waited for train as those that are there, also from a checkpoint", async () => {
  const sequence = { batchAt: async (number: number) => fakeBatch(number + 1) };
  const hashesAfter = async (batches: Parameters<typeof fit>[1], more = {}) => {
    const model = tinyModel();
    const reports = await all(fit(model, batches, { ...base, ...more }));
    for (const { batchMilliseconds, milliseconds } of reports)
      expect(batchMilliseconds).toBeLessThanOrEqual(milliseconds);
    return tensorHashes(model);
  };
  const expected = await hashesAfter(fakeBatches());
  let checkpoint: TrainingState | null = null;
  const onCheckpoint = async (state: TrainingState) => {
    checkpoint ??= state;
  };
  expect(await hashesAfter(batchesOf(sequence), { checkpointEvery: 2, onCheckpoint })).toEqual(expected);
  expect(checkpoint!).toMatchObject({ step: 2, sampler: { kind: "batch-sequence", next: 2 } });
  expect(await hashesAfter(batchesOf(sequence), { resumeFrom: checkpoint! })).toEqual(expected);
});

test("a signal that stops the source while a batch is waited for interrupts the training, with a checkpoint", async () => {
  const controller = new AbortController();
  const sequence = {
    batchAt: async (number: number, { signal }: { signal?: AbortSignal } = {}) => {
      if (number === 2) controller.abort();
      signal?.throwIfAborted();
      return fakeBatch(number + 1);
    },
  };
  const checkpoints: number[] = [];
  const { signal } = controller;
  const onCheckpoint = async ({ step }: TrainingState) => {
    checkpoints.push(step);
  };
  const training = fit(tinyModel(), batchesOf(sequence, { signal }), { ...base, signal, onCheckpoint });
  expect(await failure(() => all(training))).toMatch(
    /^INTERRUPTED: training was interrupted after step 2 of 6/,
  );
  expect(checkpoints).toEqual([2]);
});
