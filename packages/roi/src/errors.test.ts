import { expect, test } from "vitest";
import { isRoiError, RoiError } from "./errors.ts";

test("the guard knows the error by name and code", () => {
  const error = new RoiError("UNIT_WRONG", { message: "nothing", cause: "c" });
  expect(isRoiError(error)).toBe(true);
  expect(isRoiError(error, "RANGE_WRONG", "UNIT_WRONG")).toBe(true);
  expect(isRoiError(error, "RANGE_WRONG")).toBe(false);
  expect(isRoiError(new TypeError("nothing"))).toBe(false);
  expect(error).toMatchObject({ code: "UNIT_WRONG", context: {}, cause: "c" });
});

test("the guard knows an error of another copy of the package", () => {
  const foreign = Object.assign(new TypeError("x"), { name: "RoiError", code: "RANGE_WRONG" });
  expect(isRoiError(foreign, "RANGE_WRONG")).toBe(true);
});
