import fc from "fast-check";
import { expect, test } from "vitest";
import { pairedDifference } from "./paired-difference.ts";
import { pairedTTest } from "./paired-t-test.ts";

const score = fc.double({ min: -100, max: 100, noNaN: true });
const pairs = fc.array(fc.tuple(score, score), { minLength: 2, maxLength: 20 });

test("five seeds that all gain say above; the other way round, below", () => {
  const [a, b] = [
    [0.61, 0.63, 0.6, 0.64, 0.62],
    [0.55, 0.58, 0.56, 0.57, 0.58],
  ] as const;
  expect(pairedDifference(a, b).verdict).toBe("above");
  expect(pairedDifference(b, a).verdict).toBe("below");
});

test("a difference within the spread cannot be told", () => {
  expect(pairedDifference([0.6, 0.5, 0.7], [0.5, 0.6, 0.69]).verdict).toBe("cannot tell");
});

test("equal arms have an interval of zero width and cannot be told apart", () => {
  expect(pairedDifference([1, 2], [1, 2])).toEqual({
    mean: 0,
    standardError: 0,
    interval: [0, 0],
    n: 2,
    verdict: "cannot tell",
  });
});

test("a single pair has a mean and nothing else", () => {
  expect(pairedDifference([0.6], [0.5])).toMatchObject({
    standardError: null,
    interval: null,
    n: 1,
    verdict: "cannot tell",
  });
  expect(pairedTTest([0.6], [0.5])).toEqual({ t: null, degreesOfFreedom: 0, p: null, interval: null });
});

test("the verdict follows the sign of the interval, and swapping the arms turns it around", () => {
  const other = { above: "below", below: "above", "cannot tell": "cannot tell" } as const;
  fc.assert(
    fc.property(pairs, (rows) => {
      const [a, b] = [rows.map(([x]) => x), rows.map(([, y]) => y)];
      const forward = pairedDifference(a, b);
      const backward = pairedDifference(b, a);
      expect(backward.verdict).toBe(other[forward.verdict]);
      expect(backward.mean).toBeCloseTo(-forward.mean, 10);
      const [low, high] = forward.interval ?? [0, 0];
      expect(low <= forward.mean && forward.mean <= high).toBe(true);
    }),
  );
});

test("a higher level gives a wider interval", () => {
  const [a, b] = [
    [3, 5, 4],
    [1, 2, 3],
  ] as const;
  const [low, high] = pairedDifference(a, b, 0.99).interval ?? [0, 0];
  const [low90, high90] = pairedDifference(a, b, 0.9).interval ?? [0, 0];
  expect(low < low90 && high > high90).toBe(true);
});

test("arms that are not pairs, and runs without a result, are refused", () => {
  expect(() => pairedDifference([1, 2], [1])).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: first sample holds 2 values, but the second holds 1; pair them by seed, in one order]`,
  );
  expect(() => pairedDifference([], [])).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: first sample holds 0 values, but at least 1 was expected; check what was collected]`,
  );
  expect(() => pairedDifference([1, Number.NaN], [1, 2])).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: first sample holds NaN at position 1, but finite numbers were expected; leave out runs without a result]`,
  );
  expect(() => pairedDifference([1, 2], [1, 3], 95)).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: level is 95, but a number between 0 and 1 was expected; 95 % is 0.95]`,
  );
});
