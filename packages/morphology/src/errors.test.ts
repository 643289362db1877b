import { expect, test } from "vitest";
import { isMorphologyError, MorphologyError } from "./errors.ts";

test("the guard knows its own error by name and code", () => {
  const error = new MorphologyError("SIZE_MISMATCH", { message: "m", cause: "c" });
  expect(isMorphologyError(error)).toBe(true);
  expect(isMorphologyError(error, "SIZE_MISMATCH")).toBe(true);
  expect(isMorphologyError(error, "BLOCK_UNUSABLE")).toBe(false);
  expect(isMorphologyError({ name: "MorphologyError" })).toBe(false);
  expect(error.cause).toBe("c");
});
