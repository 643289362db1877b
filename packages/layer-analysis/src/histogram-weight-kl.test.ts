import fc from "fast-check";
import { expect, test } from "vitest";
import { isLayerAnalysisError } from "./errors.ts";
import { histogramWeightKl } from "./histogram-weight-kl.ts";

const vector = fc
  .array(fc.float({ min: -2, max: 2, noNaN: true }), { minLength: 4, maxLength: 40 })
  .map((values) => ({ shape: [values.length], data: Float32Array.from(values) }));

test("is 0 against itself, never negative, and Jensen–Shannon is symmetric and at most ln 2", () => {
  fc.assert(
    fc.property(vector, vector, fc.integer({ min: 2, max: 70 }), (reference, candidate, bins) => {
      const measure = histogramWeightKl({ bins });
      const itself = measure.compare(reference, reference).divergence;
      const { divergence, details } = measure.compare(reference, candidate);
      fc.pre(!Number.isNaN(itself));
      expect(Math.abs(itself)).toBeLessThan(1e-12);
      expect(divergence).toBeGreaterThan(-1e-12);
      expect(details["jensenShannon"]).toBeLessThanOrEqual(Math.LN2);
    }),
  );
});

test("a constant reference has no range and is undefined", () => {
  const constant = { shape: [3], data: Float32Array.of(1, 1, 1) };
  expect(histogramWeightKl().compare(constant, constant).divergence).toBeNaN();
});

test("bins and pseudo-count are printed with the notes", () => {
  const { options, notes } = histogramWeightKl({ bins: 16 });
  expect(options).toEqual({ bins: 16, pseudoCount: 1 });
  expect(notes.at(-1)).toContain("16 bins");
});

test("options that do not fit are named", () => {
  let caught: unknown;
  try {
    histogramWeightKl({ bins: 1 });
  } catch (error) {
    caught = error;
  }
  expect(isLayerAnalysisError(caught, "OPTIONS_REFUSED")).toBe(true);
  expect(String(caught)).toContain('"bins"');
});
