import { expect, test } from "vitest";
import { isLayerAnalysisError, LayerAnalysisError } from "./errors.ts";

test("the guard knows its own errors, by code where codes are given", () => {
  const error = new LayerAnalysisError("EMPTY_INPUT", { message: "nothing", cause: "why" });
  expect(isLayerAnalysisError(error)).toBe(true);
  expect(isLayerAnalysisError(error, "LAYER_MISMATCH", "EMPTY_INPUT")).toBe(true);
  expect(isLayerAnalysisError(error, "LAYER_MISMATCH")).toBe(false);
  expect(error.cause).toBe("why");
});

test("the guard accepts the error of another installed copy and refuses other errors", () => {
  const copy = Object.assign(new TypeError("nothing"), { name: "LayerAnalysisError", code: "EMPTY_INPUT" });
  expect(isLayerAnalysisError(copy, "EMPTY_INPUT")).toBe(true);
  expect(isLayerAnalysisError(new TypeError("nothing"))).toBe(false);
});
