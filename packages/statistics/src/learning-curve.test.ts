import fc from "fast-check";
import { expect, test } from "vitest";
import { learningCurve } from "./learning-curve.ts";
import { monotone } from "./monotone.ts";

test("straight over the logarithm of the number of labels", () => {
  const curve = learningCurve([4, 16, 64], [0.5, 0.7, 0.8]);
  expect(curve.scoreAt(4)).toBe(0.5);
  expect(curve.scoreAt(8)).toBeCloseTo(0.6, 12);
  expect(curve.scoreAt(32)).toBeCloseTo(0.75, 12);
  expect(curve.labelsFor(0.6)).toMatchObject({ kind: "exact" });
  expect(curve.labelsFor(0.6).labels).toBeCloseTo(8, 9);
});

test("goes on to twice the largest number and no farther, and never below the smallest", () => {
  const curve = learningCurve([4, 16], [0.5, 0.7]);
  expect(curve.scoreAt(32)).toBeCloseTo(0.8, 12);
  expect(curve.scoreAt(32.01)).toBeNull();
  expect(curve.scoreAt(3.99)).toBeNull();
  expect(curve.labelsFor(0.81)).toEqual({ labels: 32, kind: "unreached" });
  expect(curve.labelsFor(0.4)).toEqual({ labels: 4, kind: "at most" });
  expect(learningCurve([4, 8], [0.5, 0.95]).scoreAt(16)).toBe(1);
});

test("a dip is pooled with its neighbours, and the fewest labels count", () => {
  expect(monotone([5, 7, 6, 9])).toEqual([5, 6.5, 6.5, 9]);
  expect(monotone([3, 2, 1])).toEqual([2, 2, 2]);
  const curve = learningCurve([4, 8, 16, 32], [0.5, 0.7, 0.6, 0.9]);
  expect(curve.labelsFor(0.65).labels).toBeCloseTo(8, 9);
});

test("never falls, and the labels for a score have that score", () => {
  const list = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 6 });
  fc.assert(
    fc.property(list, fc.double({ min: 0, max: 1, noNaN: true }), (scores, wanted) => {
      const curve = learningCurve(
        scores.map((_, index) => 2 ** (index + 1)),
        scores,
      );
      const counts = [2, 3, 4, 6, 10, 30, 2 ** scores.length].filter((count) => count <= 2 ** scores.length);
      const along = counts.sort((a, b) => a - b).map((count) => curve.scoreAt(count)!);
      for (const [index, score] of along.entries())
        expect(score).toBeGreaterThanOrEqual((along[index - 1] ?? 0) - 1e-12);
      const { labels, kind } = curve.labelsFor(wanted);
      const reached = curve.scoreAt(Math.min(labels, 2 ** (scores.length + 1)))!;
      if (kind === "exact") expect(reached).toBeCloseTo(wanted, 6);
      else if (kind === "at most") expect(reached).toBeGreaterThanOrEqual(wanted);
      else expect(reached).toBeLessThan(wanted);
    }),
  );
});

test("one number of labels is no curve", () => {
  expect(() => learningCurve([4], [0.5])).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: a learning curve has 1 numbers of labels and 1 scores, expected at least 2 of both; train with another number of labels]`,
  );
});
