import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

const SCHEMAS = [
  "ConfidenceSelectionOptions",
  "EarlyLearningMethodOptions",
  "MethodName",
  "MethodOptions",
  "ObjectCorrectionOptions",
  "ProgressiveStoppingOptions",
  "SmallLossOptions",
];

test("the package exports exactly this", () => {
  expectSurface(surface, [
    ...SCHEMAS.slice(0, -1),
    "RobustTrainingError",
    "SmallLossOptions",
    "confidenceSelection",
    "earlyLearningMethod",
    "isRobustTrainingError",
    "methodNameOf",
    "namedMethod",
    "objectCorrection",
    "progressiveStopping",
    "smallLoss",
  ]);
});

test("the options subpath exports exactly this", () => {
  expectSurface(options, [...SCHEMAS, "methodNameOf"]);
});
