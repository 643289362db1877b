import { expect, test } from "vitest";
import {
  confidentJoint,
  confidentThresholds,
  countJoint,
  findLabelIssues,
  jointCounter,
  pixelQuality,
} from "./index.ts";

const labels = Uint8Array.of(0, 1, 255, 1);
const probabilities = Float32Array.of(0.9, 0.1, 0.2, 0.8, Number.NaN, 7, 0.6, 0.4);
const pixels = { classes: 2, labels, probabilities };
const withRow = (pixel: number, row: readonly number[]) => {
  const changed = probabilities.slice();
  changed.set(row, pixel * 2);
  return { ...pixels, probabilities: changed };
};

test("ignored pixels may hold anything, and count nowhere", () => {
  const counts = countJoint(pixels);
  expect([...counts.labelled]).toEqual([1, 2]);
  expect([...findLabelIssues(pixels, { filter: "predicted-neq-given" }).flags]).toEqual([0, 0, 0, 1]);
  expect(pixelQuality(pixels)[2]).toBeNaN();
});

test("refuses probabilities that are none, by the pixel", () => {
  expect(() => countJoint(withRow(3, [0.6, 0.6]))).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: probabilities of pixel 3 sum to 1.2000000476837158, expected 2 numbers from 0 to 1 with sum 1; give softmax outputs, not logits, and ignore (255) pixels without data]`,
  );
  expect(() => countJoint(withRow(1, [Number.NaN, 1]))).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: probabilities of pixel 1 hold NaN for class 0, expected 2 numbers from 0 to 1 with sum 1; give softmax outputs, not logits, and ignore (255) pixels without data]`,
  );
  expect(() => countJoint(withRow(1, [1.2, -0.2]))).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: probabilities of pixel 1 hold -0.20000000298023224 for class 1, expected 2 numbers from 0 to 1 with sum 1; give softmax outputs, not logits, and ignore (255) pixels without data]`,
  );
});

test("refuses labels outside the scheme, other numbers of classes and arrays that do not fit", () => {
  expect(() =>
    countJoint({ ...pixels, labels: Uint8Array.of(0, 1, 255, 2) }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: label of pixel 3 is class index 2, expected 0 to 1 or 255 for ignored; decode the labels with the scheme of the probabilities]`,
  );
  expect(() => countJoint({ ...pixels, classes: 1 })).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: got 1 class, expected 2 to 254; with one class there is nothing to confuse]`,
  );
  expect(() => countJoint({ ...pixels, classes: 3 })).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: 4 labels of 3 classes need 12 probabilities, got 8; give [pixel, class] of the same window]`,
  );
  expect(() => confidentThresholds(3).update(pixels)).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: pixels have probabilities of 2 classes, but 3 were expected; one scheme for all windows]`,
  );
  expect(() => jointCounter([0.5, 0.5, 0.5]).update(pixels)).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: pixels have probabilities of 2 classes, but 3 were expected; one scheme for all windows]`,
  );
});

test("refuses a map that is ignored everywhere, and no map at all", () => {
  expect(() =>
    confidentJoint(countJoint({ ...pixels, labels: labels.map(() => 255) })),
  ).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: all pixels are ignored (255), expected labelled pixels; check nodata and the class scheme]`,
  );
  expect(() => countJoint([])).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: got no window of pixels, expected at least one; an iterable must give its windows on every pass]`,
  );
});

test("refuses windows that can be iterated once only", () => {
  function* once() {
    yield pixels;
  }
  expect(() => countJoint(once())).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: the first pass over the windows gave 3 labelled pixels, the second 0; give an array, or an object that can be iterated again]`,
  );
});

test("refuses options that are none", () => {
  expect(() => findLabelIssues(pixels, { filter: "prune" as "both" })).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: filter: Invalid option: expected one of "prune-by-class"|"prune-by-noise-rate"|"both"|"confident-learning"|"predicted-neq-given"|"low-self-confidence"|"low-normalised-margin"|"segmentation"]`,
  );
  expect(() => findLabelIssues(pixels, { share: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: share: Too small: expected number to be >0]`,
  );
  expect(() => findLabelIssues(pixels, { counts: [[1]] })).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: counts are 1×1, but the pixels have 2 classes; give counts[clean][noisy] of the same scheme]`,
  );
});
