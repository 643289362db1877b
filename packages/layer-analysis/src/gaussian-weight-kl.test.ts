import fc from "fast-check";
import { expect, test } from "vitest";
import { gaussianWeightKl } from "./gaussian-weight-kl.ts";

const vector = fc
  .array(fc.float({ min: -2, max: 2, noNaN: true }), { minLength: 4, maxLength: 40 })
  .map((values) => ({ shape: [values.length], data: Float32Array.from(values) }));

test("is 0 against itself and never negative", () => {
  fc.assert(
    fc.property(vector, vector, (reference, candidate) => {
      const itself = gaussianWeightKl().compare(reference, reference).divergence;
      const other = gaussianWeightKl().compare(reference, candidate).divergence;
      expect(Number.isNaN(itself) || Math.abs(itself) < 1e-12).toBe(true);
      expect(Number.isNaN(other) || other > -1e-12).toBe(true);
    }),
  );
});

test("equals the closed form: twice the spread gives ln 2 − 3/8", () => {
  const reference = { shape: [2], data: Float32Array.of(-1, 1) };
  const candidate = { shape: [2], data: Float32Array.of(-2, 2) };
  const { divergence, details } = gaussianWeightKl().compare(reference, candidate);
  expect(divergence).toBeCloseTo(Math.log(2) - 3 / 8, 12);
  expect(details["reverse"]).toBeCloseTo(-Math.log(2) + 2 - 0.5, 12);
});

test("constant weights are undefined, and a constant filter is left out of the mean over filters", () => {
  const moving = { shape: [2, 2], data: Float32Array.of(1, 5, 2, 5) };
  const moved = { shape: [2, 2], data: Float32Array.of(2, 5, 4, 5) };
  const constant = { shape: [2, 2], data: Float32Array.of(5, 5, 5, 5) };
  expect(gaussianWeightKl().compare(moving, constant).divergence).toBeNaN();
  expect(gaussianWeightKl().compare(constant, constant).details["perFilter"]).toBeNaN();
  expect(gaussianWeightKl().compare(moving, moved).details["perFilter"]).toBeCloseTo(
    Math.log(2) + (0.25 + 1.5 ** 2) / 2 - 0.5,
    12,
  );
});
