import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

const SCHEMAS = [
  "CoTeachingOptions",
  "ConfidenceSelectionOptions",
  "CutMixOptions",
  "EarlyLearningMethodOptions",
  "JointAgreementOptions",
  "MethodName",
  "MethodOptions",
  "MixupOptions",
  "ObjectCorrectionOptions",
  "ProgressiveStoppingOptions",
  "SmallLossOptions",
];

test("the package exports exactly this", () => {
  expectSurface(surface, [
    ...SCHEMAS.slice(0, -1),
    "RobustTrainingError",
    "SmallLossOptions",
    "coTeaching",
    "confidenceSelection",
    "cutMix",
    "earlyLearningMethod",
    "isRobustTrainingError",
    "jointAgreement",
    "methodNameOf",
    "mixup",
    "namedMethod",
    "objectCorrection",
    "progressiveStopping",
    "smallLoss",
  ]);
});

test("the options subpath exports exactly this", () => {
  expectSurface(options, [...SCHEMAS, "methodNameOf"]);
});
