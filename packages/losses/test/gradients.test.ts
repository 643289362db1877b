import "@tensorflow/tfjs-backend-cpu";
import { dispose, setBackend, type Tensor4D } from "@tensorflow/tfjs-core";
import type { Loss } from "@undercoat/segmentation";
import { gradientError } from "@undercoat/tensor";
import { expectNoTensorLeak } from "@undercoat/test-utils";
import { beforeAll, describe, expect, test } from "vitest";
import { crossEntropy, crossEntropyDice, dice, sumOfLosses } from "../src/index.ts";
import { exampleBatch } from "./batches.ts";

/** A float32 loss near 1 divided by a step of 1e-2. */
const DIFFERENCES = 1e-4;

const classWeights = [0.5, 2, 1];
const losses: Readonly<Record<string, Loss>> = {
  "cross-entropy": crossEntropy(),
  "cross-entropy, weighted and smoothed": crossEntropy({ classWeights, labelSmoothing: 0.1 }),
  dice: dice(),
  "dice per patch": dice({ reduction: "patch" }),
  "dice of all classes, smoothed, logarithm": dice({
    classes: "all",
    smoothing: 1,
    form: "logarithm",
    classWeights,
  }),
  "cross-entropy + dice": crossEntropyDice(),
  "a weighted sum": sumOfLosses([crossEntropy(), { loss: dice(), weight: 0.3 }]),
};

beforeAll(() => setBackend("cpu"));

describe.each(Object.entries(losses))("%s", (_name, loss) => {
  test("gradient agrees with finite differences, with and without pixel weights, and nothing leaks", async () => {
    await expectNoTensorLeak(() => {
      const { logits, labels, weights } = exampleBatch();
      for (const options of [{}, { weights }]) {
        const evaluate = (x: unknown) => loss.evaluate(x as Tensor4D, labels, options);
        expect(gradientError(evaluate, logits)).toBeLessThan(DIFFERENCES);
      }
      dispose([logits, labels, weights]);
    });
  });
});
