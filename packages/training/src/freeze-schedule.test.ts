import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { tensorHashes } from "@undercoat/segmentation";
import { beforeAll, expect, test } from "vitest";
import { fakeBatches } from "../test/support/fake-batches.ts";
import { tinyLoss } from "../test/support/tiny-loss.ts";
import { tinyModel } from "../test/support/tiny-model.ts";
import { fit } from "./fit.ts";
import { freezePhaseAt, gradualUnfreezing, linearProbeThenFinetune } from "./freeze-schedule.ts";
import type { TrainingResult } from "./training-result.ts";
import type { TrainingState } from "./training-state.ts";

beforeAll(async () => {
  await tf.setBackend("cpu");
});

const base = { loss: tinyLoss(), steps: 6, learningRate: 0.01 } as const;

test("the encoder opens from its output to its input", () => {
  const groups = ["encoder.stem", "encoder.stage1", "decoder.block1", "head"];
  expect(gradualUnfreezing(groups, { every: 10 })).toEqual([
    { fromStep: 0, plan: { "encoder.stem": "frozen", "encoder.stage1": "frozen" } },
    { fromStep: 10, plan: { "encoder.stem": "frozen" } },
    { fromStep: 20, plan: {} },
  ]);
});

test("a linear probe is followed by slow fine-tuning", () => {
  const schedule = linearProbeThenFinetune({ probeSteps: 5, lrScale: 0.1 });
  expect(freezePhaseAt(schedule, 4).plan).toEqual({ encoder: "frozen" });
  expect(freezePhaseAt(schedule, 5).plan).toEqual({ encoder: { lrScale: 0.1 } });
});

test("phases out of order are refused", () => {
  expect(() => freezePhaseAt([{ fromStep: 3, plan: {} }], 3)).toThrowErrorMatchingInlineSnapshot(
    `[TrainingError: phase 0 of the freeze schedule begins with step 3, expected 0; put the phases in order]`,
  );
  expect(() => freezePhaseAt([], 0)).toThrowErrorMatchingInlineSnapshot(
    `[TrainingError: the freeze schedule has 0 phases; give it at least 1, or leave it out]`,
  );
});

test("every group moves from its phase on and not before, with proofs by phase", async () => {
  const model = tinyModel();
  const freezeSchedule = gradualUnfreezing(model.groups, { every: 2 });
  let result: TrainingResult | null = null;
  const onEnd = (ended: TrainingResult) => {
    result = ended;
  };
  const moved = new Map<string, number>();
  let before = await tensorHashes(model);
  for await (const { step, learningRates } of fit(model, fakeBatches(), { ...base, freezeSchedule, onEnd })) {
    const now = await tensorHashes(model);
    for (const [name, hash] of Object.entries(now))
      if (hash !== before[name] && !moved.has(name)) moved.set(name, step);
    before = now;
    expect("encoder.stem" in learningRates).toBe(step > 4);
  }
  expect(moved.get("decoder.conv.weight")).toBe(1);
  expect(moved.get("encoder.layer1.conv.weight")).toBe(3);
  expect(moved.get("encoder.bn1.running_mean")).toBe(5);
  const { frozen, ended } = result as unknown as TrainingResult;
  expect(ended).toBe("finished");
  for (const { before: first, after } of frozen) expect(after).toBe(first);
  const stem = frozen.filter(({ tensor }) => tensor === "encoder.bn1.running_var");
  expect(stem.map(({ fromStep, toStep }) => [fromStep, toStep])).toEqual([
    [0, 2],
    [2, 4],
  ]);
});

test("a tensor that joins late starts as the first step of Adam does", async () => {
  const moveOf = async (fromStep: number) => {
    const model = tinyModel();
    const head = () =>
      Float32Array.from(
        model
          .parameters()
          .find(({ name }) => name === "encoder.conv1.weight")!
          .variable.dataSync(),
      );
    const freezeSchedule =
      fromStep === 0 ? [{ fromStep: 0, plan: {} }] : linearProbeThenFinetune({ probeSteps: fromStep });
    let before = head();
    let largest = 0;
    for await (const { step } of fit(model, fakeBatches(), {
      ...base,
      schedule: "constant",
      freezeSchedule,
    })) {
      if (step === fromStep + 1)
        largest = Math.max(...head().map((value, i) => Math.abs(value - before[i]!)));
      before = head();
    }
    return largest;
  };
  expect(await moveOf(0)).toBeCloseTo(0.01, 5);
  expect(await moveOf(3)).toBeCloseTo(0.01, 5);
});

test("a training resumed in any phase ends with the weights of one that was not stopped", async () => {
  const states: TrainingState[] = [];
  const onCheckpoint = async (state: TrainingState) => void states.push(structuredClone(state));
  const whole = tinyModel();
  const options = { ...base, freezeSchedule: gradualUnfreezing(whole.groups, { every: 2 }) };
  for await (const _ of fit(whole, fakeBatches(), { ...options, checkpointEvery: 1, onCheckpoint }));
  for (const resumeFrom of states) {
    const model = tinyModel(9);
    for await (const _ of fit(model, fakeBatches(), { ...options, resumeFrom }));
    expect(await tensorHashes(model), `step ${resumeFrom.step}`).toEqual(await tensorHashes(whole));
  }
});

test("a frozen tensor that is changed in a phase stops the training, naming it", async () => {
  const model = tinyModel();
  const freezeSchedule = linearProbeThenFinetune({ probeSteps: 3 });
  const run = async () => {
    for await (const { step } of fit(model, fakeBatches(), { ...base, freezeSchedule })) {
      const { variable } = model.parameters().find(({ name }) => name === "encoder.bn1.running_var")!;
      if (step === 1) tf.tidy(() => variable.assign(tf.add(variable, 1)));
    }
  };
  await expect(run()).rejects.toMatchObject({
    code: "FROZEN_CHANGED",
    context: { tensor: "encoder.bn1.running_var" },
  });
});
