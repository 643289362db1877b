import { expect, test } from "vitest";
import { TrainingOptions } from "./training-options.ts";

test("two numbers are enough, the rest has defaults", () => {
  expect(TrainingOptions.parse({ steps: 10, learningRate: 0.01 })).toEqual({
    steps: 10,
    learningRate: 0.01,
    batchSize: 8,
    schedule: "cosine",
    warmUpSteps: 0,
    optimizer: "adam",
    betas: [0.9, 0.999],
    epsilon: 1e-8,
    weightDecay: 0,
    weightDecayOf: "all",
    clipNorm: null,
    clipValue: null,
    accumulate: 1,
    layerDecay: 1,
    averaging: null,
    checkpointEvery: 0,
    syncEvery: 1,
  });
});

test("unknown keys are refused", () => {
  expect(TrainingOptions.safeParse({ steps: 10, learningRate: 0.01, momentum: 0.9 }).success).toBe(false);
});
