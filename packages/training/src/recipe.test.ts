import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { compilePredict, compileTrainStep } from "@undercoat/graph";
import { type SegmentationModel, tensorHashes } from "@undercoat/segmentation";
import { setEngine } from "@undercoat/tensor";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { fakeBatch, fakeBatches } from "../test/support/fake-batches.ts";
import { tinyLoss } from "../test/support/tiny-loss.ts";
import { tinyModel } from "../test/support/tiny-model.ts";
import { decodeCheckpoint, encodeCheckpoint } from "./checkpoint.ts";
import { fit } from "./fit.ts";
import type { FitOptions } from "./fit-options.ts";
import type { StepReport } from "./step-report.ts";
import type { TrainingResult } from "./training-result.ts";
import type { TrainingState } from "./training-state.ts";

const base = { loss: tinyLoss(), steps: 6, learningRate: 0.01, epsilon: 1e-4 } as const;
const compiled = { name: "compiled", description: "", compiler: { compileTrainStep, compilePredict } };

beforeAll(async () => {
  await tf.setBackend("cpu");
});
afterEach(() => setEngine(null));

async function all(reports: AsyncIterable<StepReport>): Promise<StepReport[]> {
  const list: StepReport[] = [];
  for await (const report of reports) list.push(report);
  return list;
}

const valuesOf = (model: SegmentationModel) =>
  model.parameters().flatMap(({ variable }) => [...variable.dataSync()]);

function difference(a: SegmentationModel, b: SegmentationModel): number {
  const other = valuesOf(b);
  return Math.max(...valuesOf(a).map((value, index) => Math.abs(value - other[index]!)));
}

const recipes: Record<string, Partial<FitOptions>> = {
  sgd: { optimizer: "sgd", weightDecay: 0.01 },
  nesterov: { optimizer: { name: "sgd", momentum: 0.9, nesterov: true } },
  amsgrad: { optimizer: { name: "adam", amsgrad: true } },
  "no decay of biases": { optimizer: "adamw", weightDecay: 0.1, weightDecayOf: "kernels" },
  "both clippings": { clipValue: 0.05, clipNorm: 0.1 },
  accumulation: { accumulate: 3 },
  "layer decay": { layerDecay: 0.5 },
  ema: { averaging: { kind: "ema", decay: 0.9, warmUp: true } },
  swa: { averaging: { kind: "swa", fromStep: 3 } },
  "one cycle": { schedule: { name: "one-cycle", warmUpShare: 0.4 } },
  restarts: { schedule: { name: "cosine-restarts", period: 2 } },
};

describe.each(Object.entries(recipes))("%s", (_, recipe) => {
  test("learns the same compiled and uncompiled", async () => {
    const [a, b] = [tinyModel(), tinyModel()];
    const slow = await all(fit(a, fakeBatches(), { ...base, ...recipe }));
    setEngine(compiled);
    const fast = await all(fit(b, fakeBatches(), { ...base, ...recipe }));
    expect(difference(a, b)).toBeLessThan(1e-5);
    fast.forEach(({ gradientNorms, loss }, index) => {
      expect(loss).toBeCloseTo(slow[index]!.loss, 4);
      expect(Object.keys(gradientNorms)).toEqual([
        "encoder.stem",
        "encoder.stage1",
        "decoder.block1",
        "head",
      ]);
      const total = Math.hypot(...Object.values(gradientNorms));
      expect(total / fast[index]!.gradientNorm).toBeCloseTo(1, 6);
    });
  });

  test.each([null, compiled])("resumes bit for bit after any step (%#)", async (engine) => {
    setEngine(engine);
    const states: TrainingState[] = [];
    const onCheckpoint = async (state: TrainingState) => {
      states.push(decodeCheckpoint(encodeCheckpoint(state)));
    };
    const whole = tinyModel();
    await all(fit(whole, fakeBatches(), { ...base, ...recipe, checkpointEvery: 1, onCheckpoint }));
    for (const resumeFrom of states) {
      const model = tinyModel(9);
      await all(fit(model, fakeBatches(), { ...base, ...recipe, resumeFrom }));
      expect(await tensorHashes(model), `step ${resumeFrom.step}`).toEqual(await tensorHashes(whole));
    }
  });
});

test("accumulated batches give the mean gradient: one plain step of descent", async () => {
  const options = { ...base, steps: 1, optimizer: "sgd", schedule: "constant" } as const;
  const nameOf = "segmentation_head.0.bias";
  const bias = (model: SegmentationModel) =>
    Float32Array.from(
      model
        .parameters()
        .find(({ name }) => name === nameOf)!
        .variable.dataSync(),
    );
  const start = bias(tinyModel());
  const moves: Float32Array[] = [];
  for (const index of [1, 2]) {
    const model = tinyModel();
    await all(
      fit(
        model,
        fakeBatches(() => fakeBatch(index)),
        options,
      ),
    );
    moves.push(bias(model).map((value, i) => value - start[i]!));
  }
  const both = tinyModel();
  await all(fit(both, fakeBatches(), { ...options, accumulate: 2 }));
  bias(both).forEach((value, i) => {
    expect(value - start[i]!).toBeCloseTo((moves[0]![i]! + moves[1]![i]!) / 2, 6);
  });
});

test("the model ends with the mean of its weights, running statistics included", async () => {
  const sums = new Map<string, number[]>();
  const model = tinyModel();
  for await (const { step } of fit(model, fakeBatches(), {
    ...base,
    averaging: { kind: "swa", fromStep: 4 },
  }))
    if (step >= 4)
      for (const { name, variable } of model.parameters())
        sums.set(
          name,
          [...variable.dataSync()].map((value, i) => value + (sums.get(name)?.[i] ?? 0)),
        );
  for (const { name, variable } of model.parameters())
    variable.dataSync().forEach((value, i) => {
      expect(value, name).toBeCloseTo(sums.get(name)![i]! / 3, 5);
    });
});

test("the plateau lowers the rate, the best state is kept, and patience ends the training", async () => {
  const scores = [0.5, 0.6, 0.55, 0.55, 0.55, 0.55];
  const best: number[] = [];
  let result: TrainingResult | null = null;
  const reports = await all(
    fit(tinyModel(), fakeBatches(), {
      ...base,
      steps: 30,
      schedule: { name: "plateau", patience: 1, factor: 0.5 },
      validation: {
        every: 2,
        evaluate: async (_, { step }) => scores[step / 2 - 1]!,
        patience: 3,
        onBest: async (state) => void best.push(state.step),
      },
      onEnd: (ended) => {
        result = ended;
      },
    }),
  );
  expect(reports).toHaveLength(12);
  expect(best).toEqual([2, 4]);
  expect(result).toMatchObject({ ended: "early", best: { step: 4, score: 0.6 }, steps: 12 });
  expect(reports.map(({ learningRate }) => learningRate)).toEqual([
    ...Array(8).fill(0.01),
    ...Array(4).fill(0.005),
  ]);
  expect(reports.map(({ validation }) => validation).slice(0, 4)).toEqual([null, 0.5, null, 0.6]);
});

test("validation sees averaged weights, and training goes on with its own", async () => {
  const seen: number[] = [];
  const evaluate = (model: SegmentationModel) => {
    seen.push(valuesOf(model)[0]!);
    return 0;
  };
  const averaging = { kind: "ema", decay: 0.9 } as const;
  const [watched, alone] = [tinyModel(), tinyModel()];
  await all(fit(watched, fakeBatches(), { ...base, averaging, validation: { every: 3, evaluate } }));
  await all(fit(alone, fakeBatches(), { ...base, averaging }));
  expect(await tensorHashes(watched)).toEqual(await tensorHashes(alone));
  expect(seen).toHaveLength(2);
  expect(seen[1]).toBe(valuesOf(alone)[0]);
});

const first = tinyLoss();
const second = {
  ...first,
  parts: (logits: tf.Tensor4D, labels: tf.Tensor3D) => ({ whole: first.evaluate(logits, labels) }),
};

test.each([null, compiled])("a schedule of losses is followed, compiled or not (%#)", async (engine) => {
  setEngine(engine);
  const schedule = {
    kind: "loss-schedule" as const,
    name: "schedule",
    options: {},
    at: (step: number) => (step < 2 ? first : second),
  };
  const reports = await all(fit(tinyModel(), fakeBatches(), { ...base, steps: 4, loss: schedule }));
  expect(reports.map(({ lossParts }) => Object.keys(lossParts).length)).toEqual([2, 2, 1, 1]);
});

test("memory that is used up is told with advice", async () => {
  const evaluate = () => {
    throw new RangeError("Array buffer allocation failed");
  };
  const run = all(fit(tinyModel(), fakeBatches(), { ...base, loss: { ...tinyLoss(), evaluate } }));
  await expect(run).rejects.toThrowErrorMatchingInlineSnapshot(
    `[TrainingError: step 1: memory was used up by 2 patches of 6×4 pixels on "cpu"; give a smaller batchSize (accumulate keeps the effective one), smaller patches, or another engine]`,
  );
});

test("a checkpoint that cannot be written stops the training with its error, or is told and left out", async () => {
  const onCheckpoint = async () => {
    throw new RangeError("disk is full");
  };
  const options = { ...base, checkpointEvery: 2, onCheckpoint };
  await expect(all(fit(tinyModel(), fakeBatches(), options))).rejects.toThrow("disk is full");
  const told: unknown[] = [];
  const onCheckpointError = (error: unknown) => void told.push(error);
  expect(await all(fit(tinyModel(), fakeBatches(), { ...options, onCheckpointError }))).toHaveLength(6);
  expect(told).toHaveLength(3);
});

test("a weight that is not finite is named with the loss", async () => {
  const model = tinyModel();
  const { variable } = model.parameters().find(({ name }) => name === "decoder.conv.weight")!;
  tf.tidy(() => variable.assign(tf.fill(variable.shape, Number.NaN)));
  await expect(all(fit(model, fakeBatches(), base))).rejects.toThrowErrorMatchingInlineSnapshot(
    `[TrainingError: step 1: loss is NaN ("entropy" is NaN, "size" is NaN); the batch is finite, but "decoder.conv.weight" of the model is not: lower the learning rate (0.01)]`,
  );
});

test("a plateau without validation is refused, and so are two freeze plans", () => {
  expect(() =>
    fit(tinyModel(), fakeBatches(), { ...base, schedule: "plateau" }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[TrainingError: training option "schedule" is "plateau", but there is no validation that it could follow; give "validation"]`,
  );
  expect(() =>
    fit(tinyModel(), fakeBatches(), { ...base, freezePlan: {}, freezeSchedule: [{ fromStep: 0, plan: {} }] }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[TrainingError: "freezePlan" and "freezeSchedule" are both given; leave one of them out]`,
  );
});

test.each([null, compiled])(
  "as many tensors are alive after step 1000 as after step 10 (%#)",
  async (engine) => {
    setEngine(engine);
    const counts = new Set<number>();
    const options = {
      ...base,
      steps: 1000,
      averaging: { kind: "ema" } as const,
      freezePlan: { encoder: "frozen" } as const,
    };
    for await (const { step, tensorCount } of fit(tinyModel(), fakeBatches(), options))
      if (step >= 10) counts.add(tensorCount);
    expect(counts.size).toBe(1);
  },
);
