import { expect, test } from "vitest";
import { normals } from "./normals.ts";
import { createRng } from "./rng.ts";

const COUNT = 20_000;
/** Four standard errors of the mean of 20 000 standard normal numbers. */
const MEAN_BOUND = 4 / Math.sqrt(COUNT);

test("mean is 0 and variance 1 within four standard errors", () => {
  const values = normals(COUNT, createRng(7));
  const mean = values.reduce((sum, value) => sum + value, 0) / COUNT;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (COUNT - 1);
  expect(Math.abs(mean)).toBeLessThan(MEAN_BOUND);
  expect(Math.abs(variance - 1)).toBeLessThan(Math.SQRT2 * MEAN_BOUND);
});

test("every value is finite and takes two draws", () => {
  const rng = createRng(9);
  expect(normals(500, rng).every(Number.isFinite)).toBe(true);
  expect(rng.save().position).toBe(1000);
});

test("a negative count is refused", () => {
  expect(() => normals(-1, createRng(0))).toThrowErrorMatchingInlineSnapshot(
    `[RandomError: -1 normal numbers were asked for, but a count from 0 was expected; check the shape]`,
  );
});
