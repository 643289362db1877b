import { expect, test } from "vitest";
import { formatNumber } from "./format-number.ts";

test("three significant digits are shown unless decimals are asked for", () => {
  expect([0, 0.12345, 1, 12.345, 123.45, 54321].map((value) => formatNumber(value))).toEqual([
    "0",
    "0.123",
    "1",
    "12.3",
    "123",
    "54321",
  ]);
  expect(formatNumber(2, { digits: 2 })).toBe("2.00");
});

test("very small and very large numbers become powers of ten", () => {
  expect(formatNumber(0.00047)).toBe("4.7e−4");
  expect(formatNumber(-2_500_000)).toBe("−2.5e6");
  expect(formatNumber(1e21, { digits: 1 })).toBe("1.00e+21");
});

test("minus is a real minus, plus is there on demand, and zero has no sign", () => {
  expect(formatNumber(-1.26, { digits: 1 })).toBe("−1.3");
  expect(formatNumber(1.26, { digits: 1, signed: true })).toBe("+1.3");
  expect(formatNumber(-0.01, { digits: 1, signed: true })).toBe("0.0");
});

test("what is not a number is n/a", () => {
  expect([Number.NaN, Number.POSITIVE_INFINITY].map((value) => formatNumber(value))).toEqual(["n/a", "n/a"]);
});
