import fc from "fast-check";
import { expect, test } from "vitest";
import { kendallCorrelation } from "./kendall-correlation.ts";
import { pearsonCorrelation } from "./pearson-correlation.ts";
import { ranks } from "./ranks.ts";
import { spearmanCorrelation } from "./spearman-correlation.ts";

const value = fc.integer({ min: -20, max: 20 });
const pairs = fc.array(fc.tuple(value, value), { minLength: 3, maxLength: 25 });
const split = (rows: readonly (readonly [number, number])[]) =>
  [rows.map(([x]) => x), rows.map(([, y]) => y)] as const;

test("equal values share the mean of their ranks", () => {
  expect(ranks([10, 20, 10, 5])).toEqual([2.5, 4, 2.5, 1]);
});

test("a rising map of either side changes no rank correlation", () => {
  fc.assert(
    fc.property(pairs, (rows) => {
      const [x, y] = split(rows);
      const bent = x.map((one) => one ** 3);
      expect(spearmanCorrelation(bent, y)).toEqual(spearmanCorrelation(x, y));
      expect(kendallCorrelation(bent, y)).toEqual(kendallCorrelation(x, y));
    }),
  );
});

test("correlations lie in [−1, 1], are symmetric, and turn with the sign", () => {
  fc.assert(
    fc.property(pairs, (rows) => {
      const [x, y] = split(rows);
      const { rho } = spearmanCorrelation(x, y);
      const { tau } = kendallCorrelation(x, y);
      expect(spearmanCorrelation(y, x).rho === null).toBe(rho === null);
      if (rho === null || tau === null) return;
      expect(Math.abs(rho) <= 1 && Math.abs(tau) <= 1).toBe(true);
      expect(spearmanCorrelation(y, x).rho).toBeCloseTo(rho, 12);
      const turned = y.map((one) => -one);
      expect(kendallCorrelation(x, turned).tau).toBeCloseTo(-tau, 12);
    }),
  );
});

test("a constant side leaves every correlation undefined", () => {
  expect(pearsonCorrelation([1, 2, 3], [4, 4, 4])).toBe(null);
  expect(spearmanCorrelation([1, 2, 3], [4, 4, 4])).toEqual({ rho: null, p: null });
  expect(kendallCorrelation([1, 2, 3], [4, 4, 4])).toEqual({ tau: null, pAsymptotic: null, pExact: null });
});

test("two pairs have a correlation but no p-value", () => {
  expect(spearmanCorrelation([1, 2], [3, 4])).toEqual({ rho: 1, p: null });
});
