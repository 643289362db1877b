import { expect, test } from "vitest";
import { firstDifference } from "./check-engine.ts";

const one = { losses: [0.5, 0.25, 0.125], hashes: { "encoder.conv1.weight": "aa", "head.bias": "bb" } };

test("equal trainings have no first difference", () => {
  expect(firstDifference(one, structuredClone(one))).toBeNull();
});

test("the first step whose loss differs is told, else the first tensor", () => {
  expect(firstDifference(one, { ...one, losses: [0.5, 0.26, 0.13] })).toBe(
    "the loss of step 2: 0.25 and 0.26",
  );
  expect(firstDifference(one, { ...one, hashes: { ...one.hashes, "head.bias": "cc" } })).toBe(
    '"head.bias" after step 3',
  );
});
