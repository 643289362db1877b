import { expect, test } from "vitest";
import * as surface from "../src/index.ts";
import * as runtime from "../src/runtime.ts";

test("the package exports exactly this", () => {
  expect(Object.keys(surface).sort()).toEqual([
    "GraphError",
    "compileFunction",
    "compilePredict",
    "compileTrainStep",
    "exportOnnx",
    "isGraphError",
    "onnxRuntimeMissing",
    "onnxRuntimeVersion",
    "runOnnx",
  ]);
  expect(Object.keys(runtime)).toEqual(["onnxRuntimeMissing"]);
});
