import { expect, test } from "vitest";
import { isReportError, ReportError } from "./errors.ts";

test("the guard knows the error by name and code", () => {
  const error = new ReportError("IMAGE_SIZE", { message: "nothing", cause: "c" });
  expect(isReportError(error)).toBe(true);
  expect(isReportError(error, "NOT_A_PNG", "IMAGE_SIZE")).toBe(true);
  expect(isReportError(error, "NOT_A_PNG")).toBe(false);
  expect(isReportError(new TypeError("nothing"))).toBe(false);
  expect(error).toMatchObject({ code: "IMAGE_SIZE", context: {}, cause: "c" });
});

test("the guard knows an error of another copy of the package", () => {
  const foreign = Object.assign(new TypeError("x"), { name: "ReportError", code: "NOT_A_PNG" });
  expect(isReportError(foreign, "NOT_A_PNG")).toBe(true);
});
