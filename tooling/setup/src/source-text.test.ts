import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import { undocumentedExports } from "./public-exports.ts";
import { functionSizes, identifiersOnly, importsOf, withoutComments } from "./source-text.ts";

test("comments go, addresses in strings stay", () => {
  expect(withoutComments('const a = "https://x"; // why\n/* b */ const c = 1;')).toBe(
    'const a = "https://x"; \n const c = 1;',
  );
});

test("words in strings are not identifiers", () => {
  expect(identifiersOnly('throw new X("a chip"); const chip = 1;')).toBe('throw new X(""); const chip = 1;');
});

test("imports are found over several lines, in exports and in import(), not in comments", () => {
  const source = `/** import x from "comment"; */
import {
  a,
  b,
} from "one";
import type { C } from "two";
import "three";
export { d } from "./four.ts";
const five = await import("five");`;
  expect(importsOf(source)).toEqual(["one", "two", "three", "./four.ts", "five"]);
  expect(importsOf(source, { values: true })).toEqual(["one", "three", "./four.ts", "five"]);
});

test("function sizes count from the first line to the closing brace", () => {
  expect(functionSizes("export function a() {\n  if (b) {\n  }\n}\nasync function c() {\n}")).toEqual([
    { name: "a", lines: 4 },
    { name: "c", lines: 2 },
  ]);
});

test("exports without a doc are found through re-exports", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "index.ts"), 'export { a, type B, c as d } from "./x.ts";\n');
  const x = "/** Doc. */\nexport const a = 1;\nexport interface B {}\n\nexport function c() {}\n";
  writeFileSync(join(folder, "x.ts"), x);
  const file = join(folder, "x.ts");
  expect(undocumentedExports(join(folder, "index.ts"))).toEqual([`B (${file})`, `d (${file})`]);
});
