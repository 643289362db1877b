import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";

test("exports exactly these names", () => {
  expectSurface(surface, [
    "MetricsError",
    "areaErrorPerClass",
    "blockConfusion",
    "bootstrapConfusion",
    "boundaryF1",
    "boundaryIou",
    "calibration",
    "classesAt",
    "cohenKappa",
    "confusionMatrix",
    "f1PerClass",
    "frequencyWeightedIou",
    "groupedConfusion",
    "iouPerClass",
    "isMetricsError",
    "matthewsCorrelation",
    "meanAccuracy",
    "meanF1",
    "meanIou",
    "mergedConfusion",
    "microIou",
    "objectScores",
    "overallAccuracy",
    "pairedBootstrap",
    "precisionPerClass",
    "rankingScores",
    "recallPerClass",
    "riskCoverage",
    "scoreHistogram",
  ]);
});
