import { expect, test } from "vitest";
import { GeoTiffError, isGeoTiffError } from "./errors.ts";

test("the guard knows the class by name and, where asked, by code, across copies", () => {
  const error = new GeoTiffError("UNSUPPORTED", { message: "x" });
  expect(isGeoTiffError(error)).toBe(true);
  expect(isGeoTiffError(error, "NOT_A_TIFF", "UNSUPPORTED")).toBe(true);
  expect(isGeoTiffError(error, "NOT_A_TIFF")).toBe(false);
  expect(
    isGeoTiffError(
      Object.assign(new Error("x"), { name: "GeoTiffError", code: "UNSUPPORTED" }),
      "UNSUPPORTED",
    ),
  ).toBe(true);
  expect(isGeoTiffError("UNSUPPORTED")).toBe(false);
});
