import { expect, test } from "vitest";
import { isMetricsError, MetricsError } from "./errors.ts";

test("the guard knows its own error by name and code", () => {
  const error = new MetricsError("SIZE_MISMATCH", { message: "m", cause: "c" });
  expect(isMetricsError(error)).toBe(true);
  expect(isMetricsError(error, "SIZE_MISMATCH")).toBe(true);
  expect(isMetricsError(error, "EMPTY_INPUT")).toBe(false);
  expect(isMetricsError({ name: "MetricsError" })).toBe(false);
  expect(error.cause).toBe("c");
});
