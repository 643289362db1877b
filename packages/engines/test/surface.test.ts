import { expect, test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

test("the package exports exactly this", () => {
  expect(Object.keys(surface).sort()).toEqual([
    "EngineName",
    "EnginesError",
    "engineList",
    "isEnginesError",
    "useEngine",
  ]);
  expect(Object.keys(options).sort()).toEqual(["EngineName"]);
});
