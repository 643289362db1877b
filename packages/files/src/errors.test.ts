import { expect, test } from "vitest";
import { FilesError, isFilesError } from "./errors.ts";

test("the guard knows the class by name and, where asked, by code", () => {
  const error = new FilesError("DISK_FULL", { message: "full" });
  expect(isFilesError(error)).toBe(true);
  expect(isFilesError(error, "READ_ONLY", "DISK_FULL")).toBe(true);
  expect(isFilesError(error, "READ_ONLY")).toBe(false);
  expect(isFilesError(new TypeError("full"))).toBe(false);
  expect(isFilesError("DISK_FULL")).toBe(false);
});

test("an error of a second installed copy is known too", () => {
  const foreign = Object.assign(new Error("full"), { name: "FilesError", code: "DISK_FULL" });
  expect(isFilesError(foreign, "DISK_FULL")).toBe(true);
});
