import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { expectSurface } from "./expect-surface.ts";
import { temporaryFolder } from "./temporary-folder.ts";

test("a module with exactly the listed names passes", () => {
  expectSurface({ b: 1, a: 2 }, ["a", "b"]);
});

test("a name too many, a name too few and an unsorted list fail", () => {
  expect(() => expectSurface({ a: 1, b: 2 }, ["a"])).toThrow();
  expect(() => expectSurface({ a: 1 }, ["a", "b"])).toThrow();
  expect(() => expectSurface({ a: 1, b: 2 }, ["b", "a"])).toThrow();
});

let earlier = "";

test("a temporary folder is there during its test", () => {
  earlier = temporaryFolder();
  expect(existsSync(earlier)).toBe(true);
});

test("and gone after it", () => {
  expect(earlier).not.toBe("");
  expect(existsSync(earlier)).toBe(false);
});
