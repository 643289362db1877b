import { expect, test } from "vitest";
import { heNormal } from "./he-normal.ts";
import { normals } from "./normals.ts";
import { createRng } from "./rng.ts";

test("weights are normal numbers times the root of gain over fan-in, rounded to float32", () => {
  const expected = Float32Array.from(normals(6, createRng(4)), (value) => value * Math.sqrt(2 / 27));
  expect(heNormal({ count: 6, fanIn: 27 }, createRng(4))).toEqual(expected);
});

test("a gain of 1 divides the variance by two", () => {
  const [one = 0] = heNormal({ count: 1, fanIn: 9, gain: 1 }, createRng(4));
  const [two = 0] = heNormal({ count: 1, fanIn: 9 }, createRng(4));
  expect(two / one).toBeCloseTo(Math.SQRT2, 6);
});

test("a fan-in of zero is refused", () => {
  expect(() => heNormal({ count: 1, fanIn: 0 }, createRng(0))).toThrowErrorMatchingInlineSnapshot(
    `[RandomError: fan-in is 0 and gain 2, but both must be above 0; count the inputs of one output]`,
  );
});
