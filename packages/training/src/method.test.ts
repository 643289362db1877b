import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, expect, test } from "vitest";
import { fakeBatches } from "../test/support/fake-batches.ts";
import { tinyLoss } from "../test/support/tiny-loss.ts";
import { tinyModel } from "../test/support/tiny-model.ts";
import { fit } from "./fit.ts";
import type { FitOptions } from "./fit-options.ts";
import type { RunningMethod, TrainingMethod } from "./training-method.ts";
import type { TrainingState } from "./training-state.ts";

beforeAll(async () => {
  await tf.setBackend("cpu");
});

const base = { loss: tinyLoss(), steps: 4, learningRate: 0.01 } as const;

function method(running: Partial<RunningMethod>, options = {}): TrainingMethod {
  const idle = {
    readsLogits: false,
    readsModel: false,
    save: () => ({ json: null, tensors: new Map() }),
    restore: () => {},
  };
  return { kind: "training-method", name: "test", options, start: () => ({ ...idle, ...running }) };
}

async function losses(options: Partial<FitOptions>): Promise<number[]> {
  const seen: number[] = [];
  for await (const { loss } of fit(tinyModel(), fakeBatches(), { ...base, ...options })) seen.push(loss);
  return seen;
}

test("a method that does nothing changes nothing", async () => {
  expect(await losses({ method: method({}) })).toEqual(await losses({}));
});

test("terms of a method are what is learnt from, with its inputs, and are reported by name", async () => {
  const weighted = method({
    prepare: (batch, { step }) => ({
      batch,
      inputs: { factor: { shape: [], data: Float32Array.of(step + 1) } },
    }),
    terms: (loss, { logits, labels, inputs }) => ({
      own: tf.mul(loss.evaluate(logits, labels), inputs["factor"]!) as tf.Scalar,
    }),
  });
  const reports = fit(tinyModel(), fakeBatches(), { ...base, learningRate: 1e-12, method: weighted });
  const plain = await losses({ learningRate: 1e-12 });
  for await (const { step, loss, lossParts } of reports) {
    expect(loss).toBeCloseTo(step * plain[step - 1]!, 4);
    expect(lossParts).toEqual({ own: loss });
  }
});

test("logits, the model and the number of steps are handed over when asked for", async () => {
  const seen: string[] = [];
  await losses({
    method: method({
      readsLogits: true,
      readsModel: true,
      observe: ({ size, height, width }, logits) =>
        seen.push(`${logits.length / (size * height * width)} classes`),
      updated: ({ step, steps }) => seen.push(`${step} of ${steps}`),
    }),
  });
  expect(seen.slice(0, 3)).toEqual(["3 classes", "1 of 4", "3 classes"]);
  expect(seen.at(-1)).toBe("4 of 4");
});

test("rewritten tensors begin anew, with an optimiser of their own", async () => {
  const model = tinyModel();
  const name = "decoder.conv.weight";
  const fresh = new Float32Array(model.parameters().find((one) => one.name === name)!.variable.size).fill(
    0.25,
  );
  let state: TrainingState | undefined;
  const options = {
    ...base,
    checkpointEvery: 3,
    onCheckpoint: async (taken: TrainingState) => {
      state = taken;
    },
    method: method({ rewrite: ({ step }) => (step === 2 ? new Map([[name, fresh]]) : null) }),
  };
  for await (const { step } of fit(model, fakeBatches(), options)) if (step === 3) break;
  const moved = state!.weights.get(name)!.data;
  // the first update of Adam moves a weight by the rate, which has fallen along the cosine
  for (const weight of moved) expect(Math.abs(weight - 0.25)).toBeLessThan(0.0101);
  expect(state!.progress!.begun).toEqual({ [name]: 2 });
});

test("a training is not resumed with another method, or with none", async () => {
  let state: TrainingState | undefined;
  const onCheckpoint = async (taken: TrainingState) => {
    state = taken;
  };
  await losses({ method: method({}, { strength: 1 }), checkpointEvery: 2, onCheckpoint });
  const resumed = (own: Partial<FitOptions>) => () =>
    fit(tinyModel(), fakeBatches(), { ...base, ...own, resumeFrom: state! });
  expect(resumed({})).toThrow('"method" is undefined, but the checkpoint was trained with "test');
  expect(resumed({ method: method({}, { strength: 2 }) })).toThrow("resume with the same options");
  expect(resumed({ method: method({}, { strength: 1 }) })).not.toThrow();
});
