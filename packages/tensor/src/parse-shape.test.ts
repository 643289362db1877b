import { expect, test } from "vitest";
import { isTensorError } from "./errors.ts";
import { parseShape } from "./parse-shape.ts";

test("sizes come out by axis name", () => {
  expect(parseShape({ shape: [2, 3, 5, 7] }, "b h w c")).toEqual({ b: 2, h: 3, w: 5, c: 7 });
});

test("another number of axes is named on both sides", () => {
  expect(() => parseShape({ shape: [256, 256, 4] }, "b h w c")).toThrowErrorMatchingInlineSnapshot(
    `[TensorError: expected "b h w c" (4 axes), got [256, 256, 4] (3 axes); reshape the tensor]`,
  );
  try {
    parseShape({ shape: [] }, "b");
  } catch (error) {
    expect(isTensorError(error, "SHAPE_MISMATCH")).toBe(true);
  }
});
