import { contours } from "@undercoat/morphology";
import fc from "fast-check";
import { expect, test } from "vitest";
import { objectQuality, patchQuality, softMinimum, suspiciousObjects } from "./index.ts";

const map = {
  width: 4,
  height: 3,
  labels: Uint8Array.of(0, 0, 1, 1, 0, 0, 1, 1, 255, 0, 0, 0),
  suggested: Uint8Array.of(255, 1, 255, 0, 255, 1, 1, 0, 255, 255, 255, 1),
  quality: Float32Array.of(1, 0.25, 1, 0.5, 1, 0.25, 0.5, 0.25, Number.NaN, 1, 1, 0.125),
};

test("joins doubtful pixels that look alike, and weighs them by what is probably wrong", () => {
  expect(suspiciousObjects(map)).toEqual([
    {
      label: 0,
      suggested: 1,
      bounds: { x: 1, y: 0, width: 2, height: 2 },
      pixels: 3,
      score: 1 - 2 / 3,
      severity: 2,
    },
    {
      label: 1,
      suggested: 0,
      bounds: { x: 3, y: 0, width: 1, height: 2 },
      pixels: 2,
      score: 0.375,
      severity: 1.25,
    },
    {
      label: 0,
      suggested: 1,
      bounds: { x: 3, y: 2, width: 1, height: 1 },
      pixels: 1,
      score: 0.125,
      severity: 0.875,
    },
  ]);
});

test("comes in the order and with the pixels of the traced regions", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.constantFrom(0, 1, 2, 255), { minLength: 1, maxLength: 90 }),
      (width, values) => {
        const height = Math.ceil(values.length / width);
        const suggested = new Uint8Array(width * height).fill(255);
        suggested.set(values);
        const quality = new Float32Array(suggested.length).fill(0.5);
        const found = suspiciousObjects({ width, height, labels: suggested, suggested, quality });
        const traced = contours({ width, height, data: suggested }, { connectivity: 4, leaveOut: [255] });
        expect(found.map((one) => [one.suggested, one.pixels])).toEqual(
          traced.map((one) => [one.value, one.pixels]),
        );
      },
    ),
  );
});

test("labelled objects are ranked by their mean quality", () => {
  const quality = { width: 4, height: 3, data: map.quality };
  const ranked = objectQuality({ width: 4, height: 3, data: map.labels }, quality, { classIndices: [1] });
  expect(ranked).toEqual([
    { classIndex: 1, bounds: { x: 2, y: 0, width: 2, height: 2 }, pixels: 4, score: 0.5625 },
  ]);
  expect(objectQuality({ width: 4, height: 3, data: map.labels }, quality).map((one) => one.pixels)).toEqual([
    4, 7,
  ]);
});

test("patches are ranked by the soft minimum of what is labelled", () => {
  const patches = patchQuality({ width: 4, height: 3, data: map.quality }, { size: 2 });
  expect(
    patches.map(({ window, pixels }) => [window.x, window.y, window.width, window.height, pixels]),
  ).toEqual([
    [2, 2, 2, 1, 2],
    [0, 0, 2, 2, 4],
    [2, 0, 2, 2, 4],
    [0, 2, 2, 1, 1],
  ]);
  expect(patches[0]!.score).toBe(softMinimum(Float32Array.of(1, 0.125), 0.1));
});

test("the soft minimum is the lowest score when cold, the mean when hot, and null without a score", () => {
  const scores = [0.2, 0.6, Number.NaN, 1];
  expect(softMinimum(scores, 1e-3)).toBeCloseTo(0.2, 9);
  expect(softMinimum(scores, 1e6)).toBeCloseTo(0.6, 5);
  expect(softMinimum([Number.NaN])).toBeNull();
  expect(softMinimum([1, 1, 1], 1e-9)).toBe(1);
  expect(() => softMinimum(scores, 0)).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: temperature is 0, expected a number above 0; 0.1 is usual]`,
  );
});

test("refuses maps of different size", () => {
  expect(() =>
    suspiciousObjects({ ...map, quality: new Float32Array(3) }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: a map of 4×3 pixels holds 3 numbers, expected 12; give one for each pixel]`,
  );
  expect(() =>
    patchQuality({ width: 2, height: 2, data: new Float32Array(3) }, { size: 2 }),
  ).toThrowErrorMatchingInlineSnapshot(
    `[NoiseEstimationError: a map of 2×2 pixels holds 3 numbers, expected 4; give one for each pixel]`,
  );
});
