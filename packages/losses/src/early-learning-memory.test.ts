import { describe, expect, test } from "vitest";
import { createEarlyLearningMemory } from "./early-learning-memory.ts";
import { isLossesError } from "./errors.ts";

describe("the memory of early learning", () => {
  test("is a running mean from 0, sample by sample", () => {
    const memory = createEarlyLearningMemory({ size: 2, momentum: 0.75 });
    expect([...memory.update(["a", "b"], Float32Array.of(1, 0, 0.5, 0.5))]).toEqual([0.25, 0, 0.125, 0.125]);
    expect([...memory.update(["b"], Float32Array.of(0, 1))]).toEqual([0.09375, 0.34375]);
    expect([...memory.targets.get("a")!]).toEqual([0.25, 0]);
  });

  test("goes on from what was saved, which it leaves as it was", () => {
    const first = createEarlyLearningMemory({ size: 1, momentum: 0.5 });
    first.update(["a"], Float32Array.of(1));
    const second = createEarlyLearningMemory({ size: 1, momentum: 0.5 }, first.targets);
    expect([...second.update(["a"], Float32Array.of(1))]).toEqual([0.75]);
    expect([...first.targets.get("a")!]).toEqual([0.5]);
  });

  test("keeps its own copy of what it returns", () => {
    const memory = createEarlyLearningMemory({ size: 1, momentum: 0 });
    memory.update(["a"], Float32Array.of(0.5)).fill(9);
    expect([...memory.targets.get("a")!]).toEqual([0.5]);
  });

  test("refuses other sizes and what is no probability, and then remembers nothing of it", () => {
    const memory = createEarlyLearningMemory({ size: 2 });
    expect(() => memory.update(["a"], Float32Array.of(1))).toThrowErrorMatchingInlineSnapshot(
      `[LossesError: probabilities of 1 samples: 1 numbers, expected 2; give height · width · classes for every sample]`,
    );
    expect(() => memory.update(["a"], Float32Array.of(0, Number.NaN))).toThrowErrorMatchingInlineSnapshot(
      `[LossesError: probability 1 is NaN, expected 0 to 1; give the softmax of the logits]`,
    );
    expect(() =>
      createEarlyLearningMemory({ size: 2 }, new Map([["a", new Float32Array(3)]])),
    ).toThrowErrorMatchingInlineSnapshot(
      `[LossesError: saved target "a": 3 numbers, expected 2; give height · width · classes for every sample]`,
    );
    expect(memory.targets.size).toBe(0);
    try {
      memory.update(["a"], Float32Array.of(2, 0));
      expect.unreachable();
    } catch (error) {
      expect(isLossesError(error, "PROBABILITY_REFUSED")).toBe(true);
    }
  });
});
