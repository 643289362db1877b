import { expect, test } from "vitest";
import { ChartsError, isChartsError } from "./errors.ts";

test("the guard knows the error by name and code", () => {
  const error = new ChartsError("EMPTY_CHART", { message: "nothing", cause: "c" });
  expect(isChartsError(error)).toBe(true);
  expect(isChartsError(error, "NOT_FINITE", "EMPTY_CHART")).toBe(true);
  expect(isChartsError(error, "NOT_FINITE")).toBe(false);
  expect(isChartsError(new TypeError("nothing"))).toBe(false);
  expect(error).toMatchObject({ code: "EMPTY_CHART", context: {}, cause: "c" });
});

test("the guard knows an error of another copy of the package", () => {
  const foreign = Object.assign(new TypeError("x"), { name: "ChartsError", code: "NOT_FINITE" });
  expect(isChartsError(foreign, "NOT_FINITE")).toBe(true);
});
