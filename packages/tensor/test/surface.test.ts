import { expect, test } from "vitest";
import * as surface from "../src/index.ts";

test("the package exports exactly this", () => {
  expect(Object.keys(surface).sort()).toEqual([
    "GraphBuilder",
    "TensorError",
    "add",
    "batchNorm",
    "batchNormalisation",
    "calibrateBatchNorm",
    "concatenate",
    "constantOf",
    "convolution",
    "currentEngine",
    "gradientError",
    "gradientReport",
    "isTensorError",
    "maxPool3x3Stride2",
    "parseShape",
    "registerLayers",
    "relu",
    "runsUncompiled",
    "setEngine",
    "upsampleBilinear",
    "upsampleBilinear2x",
    "upsampleBilinear4x",
    "upsampleNearest2x",
    "upsampleTo",
  ]);
});
