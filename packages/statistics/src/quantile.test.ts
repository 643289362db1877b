import { expect, test } from "vitest";
import { quantile } from "./index.ts";

test("interpolates between neighbours, whatever the order", () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([4, 1, 3, 2], 0)).toBe(1);
  expect(quantile([4, 1, 3, 2], 1)).toBe(4);
  expect(quantile([7], 0.3)).toBe(7);
});

test("leaves the sample as it was, and refuses what is no share", () => {
  const sample = [3, 1, 2];
  quantile(sample, 0.1);
  expect(sample).toEqual([3, 1, 2]);
  expect(() => quantile(sample, 1.5)).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: share is 1.5, but a number from 0 to 1 was expected; the median is 0.5]`,
  );
  expect(() => quantile([], 0.5)).toThrowErrorMatchingInlineSnapshot(
    `[StatisticsError: sample holds 0 values, but at least 1 was expected; check what was collected]`,
  );
});
