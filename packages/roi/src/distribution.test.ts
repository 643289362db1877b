import { expect, test } from "vitest";
import { type Distribution, distributionQuantile, distributionText } from "./distribution.ts";

const GRID = Array.from({ length: 20_000 }, (_, index) => (index + 0.5) / 20_000);
const moments = (distribution: Distribution) => {
  const values = GRID.map((probability) => distributionQuantile(distribution, probability));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
};

test("triangular: ends, likely value, mean (a + b + c) / 3 and variance", () => {
  const distribution = { kind: "triangular", low: 1, likely: 2, high: 6 } as const;
  expect(distributionQuantile(distribution, 0)).toBe(1);
  expect(distributionQuantile(distribution, 0.2)).toBeCloseTo(2, 12); // (2 − 1) / (6 − 1) lies below it
  expect(distributionQuantile(distribution, 1)).toBe(6);
  const { mean, variance } = moments(distribution);
  expect(mean).toBeCloseTo(3, 5);
  expect(variance).toBeCloseTo((1 + 4 + 36 - 2 - 6 - 12) / 18, 4); // (a² + b² + c² − ab − ac − bc) / 18
});

test("a triangle may lean on either end", () => {
  expect(distributionQuantile({ kind: "triangular", low: 0, likely: 0, high: 1 }, 0.5)).toBeCloseTo(
    1 - Math.SQRT1_2,
    12,
  );
  expect(distributionQuantile({ kind: "triangular", low: 0, likely: 1, high: 1 }, 0.5)).toBeCloseTo(
    Math.SQRT1_2,
    12,
  );
});

test("uniform and fixed", () => {
  expect(distributionQuantile({ kind: "uniform", low: 2, high: 6 }, 0.25)).toBe(3);
  expect(distributionQuantile({ kind: "fixed", value: 4 }, 0.9)).toBe(4);
});

test("lognormal: its two quantiles, and its median between them by ratio", () => {
  const distribution = { kind: "lognormal", p10: 10, p90: 40 } as const;
  expect(distributionQuantile(distribution, 0.1)).toBeCloseTo(10, 9);
  expect(distributionQuantile(distribution, 0.5)).toBeCloseTo(20, 9);
  expect(distributionQuantile(distribution, 0.9)).toBeCloseTo(40, 9);
  const sigma = Math.log(4) / (2 * 1.2815515655446004);
  expect(moments(distribution).mean).toBeCloseTo(20 * Math.exp(sigma ** 2 / 2), 2);
});

test("in words", () => {
  expect(distributionText({ kind: "triangular", low: 1, likely: 2, high: 6 })).toBe("triangular 1, 2, 6");
  expect(distributionText({ kind: "lognormal", p10: 1, p90: 6 })).toBe(
    "lognormal, 10 % below 1, 10 % above 6",
  );
});
