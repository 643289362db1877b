import fc from "fast-check";
import { expect, test } from "vitest";
import { mean } from "./mean.ts";
import { standardDeviation } from "./standard-deviation.ts";
import { standardError } from "./standard-error.ts";
import { tInterval } from "./t-interval.ts";

const sample = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 30 });

test("the interval is centred on the mean", () => {
  fc.assert(
    fc.property(sample, (values) => {
      const [low, high] = tInterval(values) ?? [0, 0];
      expect((low + high) / 2).toBeCloseTo(mean(values), 6);
    }),
  );
});

test("shifting the values shifts mean and interval and keeps the spread", () => {
  fc.assert(
    fc.property(sample, (values) => {
      const shifted = values.map((value) => value + 50);
      expect(mean(shifted)).toBeCloseTo(mean(values) + 50, 8);
      expect(standardDeviation(shifted)).toBeCloseTo(standardDeviation(values) ?? 0, 6);
    }),
  );
});

test("a single value has no spread and no interval", () => {
  expect([standardDeviation([4]), standardError([4]), tInterval([4])]).toEqual([null, null, null]);
});

test("19 of 20 intervals of level 0.95 hold the true mean of uniform draws", () => {
  let hits = 0;
  for (let trial = 0; trial < 1000; trial++) {
    const values = Array.from(
      { length: 8 },
      (_, i) => (Math.imul(trial * 8 + i + 1, 0x9e3779b1) >>> 0) / 2 ** 32,
    );
    const scattered = values.map((value, i) => (value * 7919 * (i + 1) + trial * 0.37) % 1);
    const [low, high] = tInterval(scattered) ?? [0, 0];
    if (low <= 0.5 && high >= 0.5) hits += 1;
  }
  expect(Math.abs(hits - 950)).toBeLessThan(40); // six standard deviations of a binomial count
});
