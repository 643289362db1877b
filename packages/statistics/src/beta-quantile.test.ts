import { expect, test } from "vitest";
import fixture from "../test/fixtures/beta/beta.json" with { type: "json" };
import { betaCdf, betaQuantile } from "./index.ts";

const VALUE = 1e-9; // relative; SciPy's own quantiles are good to about this
const PROBABILITY = 1e-9;

test.each(fixture.cases)(
  "beta($a, $b) at $probability equals SciPy's",
  ({ a, b, probability, quantile, cdf }) => {
    expect(Math.abs(betaQuantile(probability, a, b) / quantile - 1)).toBeLessThan(VALUE);
    expect(Math.abs(betaCdf(quantile, a, b) - cdf)).toBeLessThan(PROBABILITY);
  },
);

test("mirrors: P(X ≤ x) of (a, b) is P(X ≥ 1 − x) of (b, a)", () => {
  for (const x of [0.01, 0.3, 0.9])
    expect(betaCdf(x, 3.5, 0.7)).toBeCloseTo(1 - betaCdf(1 - x, 0.7, 3.5), 13);
});

test("refuses shapes and probabilities that are none", () => {
  expect(() => betaCdf(0.5, 0, 1)).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: shape a is 0, but a positive number was expected; add a half to counts that may be 0]`,
  );
  expect(() => betaQuantile(1, 1, 1)).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: probability is 1, but a number between 0 and 1 was expected; 95 % is 0.95]`,
  );
  expect(betaCdf(-1, 1, 1)).toBe(0);
  expect(betaCdf(2, 1, 1)).toBe(1);
});
