import { expect, test } from "vitest";
import { ensembleIou, meanProbabilities } from "./index.ts";

const labels = Uint8Array.of(1, 1, 0, 0, 255);
const building = (...p: readonly number[]) => Float32Array.from(p.flatMap((one) => [1 - one, one]));

test("is the IoU of the thresholded mean and the labels, ignored pixels left out", () => {
  const models = [building(0.9, 0.25, 0.75, 0.1, 1), building(0.7, 0.75, 0.5, 0.1, 1)];
  const probabilities = meanProbabilities(models); // building: 0.8 0.5 0.625 0.1
  expect(ensembleIou({ classes: 2, labels, probabilities }, { classIndex: 1 })).toBe(2 / 3);
});

test("of all classes it is the mean over those that labels or prediction hold", () => {
  const probabilities = building(0.9, 0.6, 0.7, 0.1, 0);
  expect(ensembleIou({ classes: 2, labels, probabilities })).toBeCloseTo((2 / 3 + 1 / 2) / 2, 12);
});

test("a patch without the class, in labels and prediction, has nothing to rank by", () => {
  const empty = { classes: 2, labels: Uint8Array.of(0, 255), probabilities: building(0.1, 0.9) };
  expect(ensembleIou(empty, { classIndex: 1 })).toBeNull();
  expect(ensembleIou({ ...empty, labels: Uint8Array.of(255, 255) })).toBeNull();
});

test("patches with more noise rank lower", () => {
  const clean = Uint8Array.from({ length: 200 }, (_, at) => (at % 4 === 0 ? 1 : 0));
  const probabilities = building(...[...clean].map((k) => (k === 1 ? 0.8 : 0.2)));
  const scores = [0, 20, 60].map((flipped) => {
    const noisy = clean.map((k, at) => (at < flipped ? 1 - k : k));
    return ensembleIou({ classes: 2, labels: noisy, probabilities }, { classIndex: 1 })!;
  });
  expect(scores[0]).toBe(1);
  expect(scores.toSorted((a, b) => b - a)).toEqual(scores);
});

test("refuses models of different length and classes that are none", () => {
  expect(() =>
    meanProbabilities([new Float32Array(2), new Float32Array(4)]),
  ).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: models have 2, 4 probabilities, expected the same number for each; predict the same window with each model]`,
  );
  expect(() =>
    ensembleIou({ classes: 2, labels, probabilities: building(1, 1, 1, 1, 1) }, { classIndex: 2 }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: classIndex is 2, expected 0 to 1; give a class of the probabilities]`,
  );
});
