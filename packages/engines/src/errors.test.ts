import { expect, test } from "vitest";
import { EnginesError, isEnginesError } from "./errors.ts";

test("an error carries code, context and cause, and the guard knows it by name and code", () => {
  const cause = new TypeError("lower");
  const error = new EnginesError("ENGINE_FAILED", { message: "no", context: { name: "wasm" }, cause });
  expect(error).toMatchObject({
    name: "EnginesError",
    code: "ENGINE_FAILED",
    context: { name: "wasm" },
    cause,
  });
  expect(isEnginesError(error)).toBe(true);
  expect(isEnginesError(error, "ENGINE_UNKNOWN")).toBe(false);
  expect(
    isEnginesError(Object.assign(new Error("copy"), { name: "EnginesError", code: "ENGINE_FAILED" })),
  ).toBe(true);
  expect(isEnginesError(cause)).toBe(false);
});
