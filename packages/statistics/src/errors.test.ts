import { expect, test } from "vitest";
import { isStatisticsError, StatisticsError } from "./errors.ts";

test("the guard knows its own error by name and code", () => {
  const error = new StatisticsError("LENGTH_MISMATCH", { message: "m", cause: "c" });
  expect(isStatisticsError(error)).toBe(true);
  expect(isStatisticsError(error, "LENGTH_MISMATCH")).toBe(true);
  expect(isStatisticsError(error, "EMPTY_INPUT")).toBe(false);
  expect(isStatisticsError({ name: "StatisticsError" })).toBe(false);
  expect(error.cause).toBe("c");
});
