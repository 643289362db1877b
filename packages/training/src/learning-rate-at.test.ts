import { expect, test } from "vitest";
import { learningRateAt } from "./learning-rate-at.ts";

test("the cosine starts at the rate, halves it in the middle and is 0 from the end on", () => {
  const plan = { schedule: "cosine", learningRate: 0.004, steps: 100 } as const;
  expect(learningRateAt(plan, 0)).toBe(0.004);
  expect(learningRateAt(plan, 50)).toBeCloseTo(0.002, 12);
  expect(learningRateAt(plan, 99)).toBeGreaterThan(0);
  expect(learningRateAt(plan, 100)).toBe(0);
});

test("the warm-up rises in equal steps and the schedule takes over at the full rate", () => {
  const plan = { schedule: "constant", learningRate: 0.4, steps: 10, warmUpSteps: 4 } as const;
  const rates = [0, 1, 2, 3, 4, 9].map((index) => learningRateAt(plan, index));
  expect(rates).toEqual([0.1, 0.2, expect.closeTo(0.3, 12), 0.4, 0.4, 0.4]);
});
