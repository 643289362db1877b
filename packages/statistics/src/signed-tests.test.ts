import fc from "fast-check";
import { expect, test } from "vitest";
import { testRng } from "../test/test-rng.ts";
import {
  normalCdf,
  pairedEffectSize,
  pairedTTest,
  proportionInterval,
  signedRankTest,
  signFlipTest,
} from "./index.ts";

const samples = fc.array(fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -5, max: 5 })), {
  minLength: 1,
  maxLength: 10,
});

test("swapping the arms mirrors every test and effect", () => {
  fc.assert(
    fc.property(samples, (pairs) => {
      const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
      expect(signFlipTest(a, b, { alternative: "greater" }).p).toBe(
        signFlipTest(b, a, { alternative: "less" }).p,
      );
      for (const zeros of ["leave-out", "pratt", "split"] as const) {
        const greater = signedRankTest(a, b, { alternative: "greater", zeros }).p;
        const less = signedRankTest(b, a, { alternative: "less", zeros }).p;
        if (greater === null || less === null) expect(greater).toBe(less);
        else expect(Math.abs(greater - less)).toBeLessThan(1e-12);
      }
      expect(pairedEffectSize(a, b).superiority).toBeCloseTo(1 - pairedEffectSize(b, a).superiority, 12);
    }),
  );
});

test("many pairs: drawn signs agree with Student's t, and need an rng", () => {
  const rng = testRng(4000);
  const a = Array.from({ length: 40 }, () => rng.next());
  const b = a.map((value) => value - 0.2 * (rng.next() - 0.3));
  const { p, isExact } = signFlipTest(a, b, { rng });
  expect(isExact).toBe(false);
  expect(Math.abs(p - (pairedTTest(a, b).p ?? Number.NaN))).toBeLessThan(0.01); // two tests of one question
  expect(() => signFlipTest(a, b)).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: 40 pairs have too many signs to list (more than 20 pairs), and no rng was given to draw them; pass rng]`,
  );
});

test("pairs without a difference have no rank test, and a p-value of 1 under sign flips", () => {
  expect(signedRankTest([1, 2], [1, 2]).p).toBeNull();
  expect(signFlipTest([1, 2], [1, 2]).p).toBe(1);
  expect(pairedEffectSize([1, 2], [1, 2])).toEqual({
    cohensD: null,
    hedgesG: null,
    rankBiserial: null,
    superiority: 0.5,
  });
});

test("what no test can be made of is refused", () => {
  const long = Array.from({ length: 201 }, (_, index) => index + 1);
  const zeros = long.map(() => 0);
  expect(() => signedRankTest(long, zeros, { method: "exact" })).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: the exact test was asked for 201 pairs, but at most 200 were expected; take method "approximate"]`,
  );
  expect(() => signedRankTest([1], [2], { continuityCorrection: true })).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: a continuity correction was asked of the exact test, which has none; take method "approximate", or leave it out]`,
  );
  expect(() => proportionInterval(4, 3)).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: 4 of 3 is no proportion, but integers with 0 ≤ successes ≤ trials and at least 1 trial were expected; count the draws]`,
  );
  expect(() => proportionInterval(0, 0)).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: 0 of 0 is no proportion, but integers with 0 ≤ successes ≤ trials and at least 1 trial were expected; count the draws]`,
  );
  expect(normalCdf(Number.NaN)).toBeNaN();
  expect([normalCdf(Number.NEGATIVE_INFINITY), normalCdf(Number.POSITIVE_INFINITY)]).toEqual([0, 1]);
});
