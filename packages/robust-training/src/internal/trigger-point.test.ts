import { expect, test } from "vitest";
import { fitSaturatingCurve, steepPoints } from "./saturating-curve.ts";
import { triggerPoint } from "./trigger-point.ts";

/** Fast, then level from 20 to 40, then fast again: the three phases of learning noisy labels. */
const threePhases = Array.from({ length: 80 }, (_, x) => {
  const rise = 0.6 * (1 - Math.exp(-0.25 * x));
  return rise + (x > 40 ? 0.004 * (x - 40) : 0);
});

test("the curve that made the points is found again", () => {
  const points = Array.from({ length: 40 }, (_, i) => 0.8 * (1 - Math.exp(-0.2 * (i + 1) ** 0.7)));
  const { a, b, c } = fitSaturatingCurve(points);
  expect(a).toBeCloseTo(0.8, 2);
  expect(b).toBeCloseTo(0.2, 2);
  expect(c).toBeCloseTo(0.7, 1);
});

test("a curve is steeper than its chord at first, and a straight line never is", () => {
  expect(steepPoints({ a: 1, b: 0.1, c: 1 }, 40)).toBeGreaterThan(5);
  expect(steepPoints({ a: 1, b: 0.1, c: 1 }, 40)).toBeLessThan(20);
  expect(steepPoints({ a: 1, b: 1, c: 1 }, 1)).toBe(0);
});

test("the trigger lies where learning is slow, and only once that is some points old", () => {
  const options = { windows: [8, 12, 16], patience: 6 };
  expect(triggerPoint(threePhases.slice(0, 30), options)).toBeNull();
  const told = threePhases.findIndex(
    (_, count) => triggerPoint(threePhases.slice(0, count), options) !== null,
  );
  expect(told).toBeGreaterThan(36);
  const point = triggerPoint(threePhases.slice(0, told), options)!;
  expect(point).toBeGreaterThan(10);
  expect(point).toBeLessThan(40);
});

test("a curve that only rises triggers nothing, and neither does one shorter than a window", () => {
  const rising = Array.from({ length: 60 }, (_, x) => Math.sqrt(x) / 10);
  expect(triggerPoint(rising, { windows: [8], patience: 6 })).toBeNull();
  expect(triggerPoint([0.1, 0.2], { windows: [8], patience: 0 })).toBeNull();
});
