import { expect, test } from "vitest";
import { offences } from "./offences.ts";

test.each([
  ["export * from './x.ts';", "export * : list the names"],
  ["const draw = Math.random();", "Math.random: take an Rng"],
  ['throw new Error("no");', "new Error: use the package's error class"],
  ['console.log("here");', "console: libraries never print"],
  ['process.stderr.write("here");', "process.stdout: libraries never print"],
  ["const x: Record<string, any> = {};", "any: name the type"],
  ["const x = y as any;", "any: name the type"],
  ["enum Kind { A }", "enum: use a union of strings"],
  ['import { a } from "./a";', "relative import: end it in .ts"],
  ['import { a } from "@undercoat/raster/src/a.ts";', "deep import: use what the package exports"],
  ["// @ts-ignore", "@ts-ignore: repair the type"],
  ["// biome-ignore lint: later", "biome-ignore: repair the code"],
  ["// TODO later", "TODO: do it, or write it down elsewhere"],
])("%s is an offence", (source, advice) => expect(offences(source)).toEqual([advice]));

test.each([
  'import { a } from "./a.ts";',
  "// console.log in a comment, any comment",
  'const message = "at any size: console.log";',
  'throw new RasterError("SIZE", { message });',
  "export { a, type B } from './a.ts';",
])("%s is none", (source) => expect(offences(source)).toEqual([]));
