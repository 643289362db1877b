import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { studentTCdf } from "./student-t-cdf.ts";
import { studentTQuantile } from "./student-t-quantile.ts";

const file = new URL("../test/fixtures/student-t/student-t.json", import.meta.url);
const rows: [number, number, number][] = JSON.parse(readFileSync(file, "utf8"));
/** Rounding of the tail near its ends; measured at most 4e-13. */
const QUANTILE = 1e-11;
const CLOSED_FORM = 1e-12;

test("quantiles equal those of 40-digit arithmetic", () => {
  for (const [probability, degrees, expected] of rows) {
    const error = Math.abs(studentTQuantile(probability, degrees) / expected - 1);
    expect(error, `probability ${probability}, ${degrees} degrees`).toBeLessThan(QUANTILE);
  }
});

const probability = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });

test("one degree of freedom is Cauchy's tangent, two have the closed form", () => {
  fc.assert(
    fc.property(probability, (p) => {
      const cauchy = -1 / Math.tan(Math.PI * p);
      const two = (2 * p - 1) / Math.sqrt(2 * p * (1 - p));
      expect(Math.abs(studentTQuantile(p, 1) - cauchy)).toBeLessThan(CLOSED_FORM * (1 + cauchy ** 2));
      expect(Math.abs(studentTQuantile(p, 2) - two)).toBeLessThan(CLOSED_FORM * (1 + Math.abs(two) ** 3));
    }),
  );
});

test("the distribution function undoes the quantile", () => {
  fc.assert(
    fc.property(probability, fc.double({ min: 0.5, max: 500, noNaN: true }), (p, degrees) => {
      expect(Math.abs(studentTCdf(studentTQuantile(p, degrees), degrees) - p)).toBeLessThan(1e-13);
    }),
  );
});

test("quantiles are odd around one half and grow with the probability", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.5, max: 0.99, noNaN: true }),
      fc.integer({ min: 1, max: 60 }),
      (p, degrees) => {
        expect(studentTQuantile(1 - p, degrees)).toBeCloseTo(-studentTQuantile(p, degrees), 10);
        expect(studentTQuantile(p + 0.005, degrees)).toBeGreaterThan(studentTQuantile(p, degrees));
      },
    ),
  );
});

test("many degrees of freedom approach the normal quantile", () => {
  expect(studentTQuantile(0.975, 1e7)).toBeCloseTo(1.959964, 6);
});

test("the distribution function knows its ends", () => {
  expect(studentTCdf(0, 3)).toBe(0.5);
  expect(studentTCdf(Number.POSITIVE_INFINITY, 3)).toBe(1);
  expect(studentTCdf(Number.NEGATIVE_INFINITY, 3)).toBe(0);
  expect(studentTCdf(Number.NaN, 3)).toBe(Number.NaN);
});

test("a probability of 1 and 0 degrees of freedom are refused", () => {
  expect(() => studentTQuantile(1, 4)).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: probability is 1, but a number between 0 and 1 was expected; 95 % is 0.95]`,
  );
  expect(() => studentTQuantile(0.9, 0)).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: degrees of freedom are 0, but a positive number was expected; n values give n − 1]`,
  );
});
