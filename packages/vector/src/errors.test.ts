import { expect, test } from "vitest";
import { isVectorError, VectorError } from "./index.ts";

test("an error is known by its name and code, also one of another copy of the package", () => {
  const error = new VectorError("NOT_JSON", { message: "x", context: { line: 3 }, cause: "why" });
  expect(error).toMatchObject({ name: "VectorError", code: "NOT_JSON", context: { line: 3 }, cause: "why" });
  expect(isVectorError(error)).toBe(true);
  expect(isVectorError(error, "NOT_JSON", "FILE_TOO_LARGE")).toBe(true);
  expect(isVectorError(error, "FILE_TOO_LARGE")).toBe(false);
  const copy = Object.assign(new TypeError("x"), { name: "VectorError", code: "NOT_JSON" });
  expect(isVectorError(copy, "NOT_JSON")).toBe(true);
  expect(isVectorError(new TypeError("x"))).toBe(false);
  expect(isVectorError({ name: "VectorError", code: "NOT_JSON" })).toBe(false);
});

test("words of a damaged file stay on one line", () => {
  expect(new VectorError("NOT_JSON", { message: 'it has "a\r\n\u0000b"' }).message).toBe('it has "a b"');
});
