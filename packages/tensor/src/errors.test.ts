import { expect, test } from "vitest";
import { isTensorError, TensorError } from "./errors.ts";

test("an error carries code, context and cause", () => {
  const cause = new TypeError("lower");
  const error = new TensorError("NO_BATCHES", { message: "got 0 batches", context: { count: 0 }, cause });
  expect(error).toMatchObject({ name: "TensorError", code: "NO_BATCHES", context: { count: 0 }, cause });
});

test("the guard looks at name and code, not at the class", () => {
  const copy = Object.assign(new Error("from another copy"), { name: "TensorError", code: "NO_BATCHES" });
  expect(isTensorError(copy)).toBe(true);
  expect(isTensorError(copy, "NO_BATCHES")).toBe(true);
  expect(isTensorError(copy, "LAYER_MISSING")).toBe(false);
  expect(isTensorError(new Error("other"))).toBe(false);
  expect(isTensorError("NO_BATCHES")).toBe(false);
});
