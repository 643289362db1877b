import { expect, test } from "vitest";
import { isProvenanceError, ProvenanceError } from "./errors.ts";

test("errors are told by name and code", () => {
  const error = new ProvenanceError("RULE_UNKNOWN", { message: "no such rule", cause: 1 });
  expect([error.cause, error.context]).toEqual([1, {}]);
  expect(isProvenanceError(error)).toBe(true);
  expect(isProvenanceError(error, "DESCRIPTION_REFUSED")).toBe(false);
  expect(isProvenanceError(new TypeError("x"))).toBe(false);
});
