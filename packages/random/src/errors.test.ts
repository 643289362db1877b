import { expect, test } from "vitest";
import { isRandomError, RandomError } from "./errors.ts";

test("the guard knows its own error by name and code", () => {
  const error = new RandomError("SEED_UNUSABLE", { message: "m", cause: "c" });
  expect(isRandomError(error)).toBe(true);
  expect(isRandomError(error, "SEED_UNUSABLE")).toBe(true);
  expect(isRandomError(error, "NAME_UNUSABLE")).toBe(false);
  expect(isRandomError({ name: "RandomError" })).toBe(false);
  expect(error.cause).toBe("c");
});
