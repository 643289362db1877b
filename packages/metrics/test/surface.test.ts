import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";

test("exports exactly these names", () => {
  expectSurface(surface, [
    "MetricsError",
    "cohenKappa",
    "confusionMatrix",
    "f1PerClass",
    "frequencyWeightedIou",
    "iouPerClass",
    "isMetricsError",
    "matthewsCorrelation",
    "meanAccuracy",
    "meanF1",
    "meanIou",
    "mergedConfusion",
    "overallAccuracy",
    "precisionPerClass",
    "recallPerClass",
    "scoreHistogram",
  ]);
});
