import { expect, test } from "vitest";
import { chooseScale } from "./pilot-scale.ts";

const FULL = { secondsPerSeed: 100, pretrainSteps: 600, finetuneSteps: 100, available: 72 };

test.each([
  [600, 5, 600, 0],
  [500, 4, 600, 1],
  [340, 3, 600, 1],
  [200, 3, 300, 2],
  [90, 3, 150, 2],
])("%i s of budget: %i seeds of %i steps", (budgetSeconds, seeds, steps, costs) => {
  const scale = chooseScale({ ...FULL, budgetSeconds });
  expect(scale.seeds).toHaveLength(seeds);
  expect(scale.pretrainSteps).toBe(steps);
  expect(scale.costs).toHaveLength(costs);
  expect(scale.seconds).toBeLessThanOrEqual(budgetSeconds);
});

test("a budget that nothing fits is said, and the smallest pilot is run", () => {
  const scale = chooseScale({ ...FULL, budgetSeconds: 10 });
  expect(scale.pretrainSteps).toBe(150);
  expect(scale.costs.at(-1)).toBe(
    "Even the smallest pilot takes about 1 min here, more than the budget of 1 min: it is run all the same; give more time, or a faster machine.",
  );
});

test("the width of intervals is that of Student's t: 3 seeds 2.0 times 5, 4 seeds 1.3 times", () => {
  const words = (budgetSeconds: number) => chooseScale({ ...FULL, budgetSeconds }).costs[0];
  expect(words(340)).toContain("about 2.0 times as wide"); // 4.303 / √3 against 2.776 / √5
  expect(words(500)).toContain("about 1.3 times as wide"); // 3.182 / 2
});

test.each([
  [72, [4, 16, 64]],
  [64, [4, 16, 64]],
  [32, [2, 8, 32]],
  [5, [1, 5]],
  [1, [1]],
])("of %i patches: %j", (available, patches) => {
  expect(chooseScale({ ...FULL, budgetSeconds: 600, available }).patches).toEqual(patches);
});
