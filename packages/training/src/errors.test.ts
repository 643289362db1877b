import { expect, test } from "vitest";
import { isTrainingError, TrainingError } from "./errors.ts";

test("the guard knows its own errors, by code where codes are given", () => {
  const error = new TrainingError("INTERRUPTED", { message: "stopped", cause: "signal" });
  expect(isTrainingError(error)).toBe(true);
  expect(isTrainingError(error, "OPTIONS_REFUSED", "INTERRUPTED")).toBe(true);
  expect(isTrainingError(error, "OPTIONS_REFUSED")).toBe(false);
  expect(error.cause).toBe("signal");
});

test("the guard accepts the error of another installed copy and refuses other errors", () => {
  const copy = Object.assign(new TypeError("stopped"), { name: "TrainingError", code: "INTERRUPTED" });
  expect(isTrainingError(copy, "INTERRUPTED")).toBe(true);
  expect(isTrainingError(new TypeError("stopped"))).toBe(false);
  expect(isTrainingError("INTERRUPTED")).toBe(false);
});
