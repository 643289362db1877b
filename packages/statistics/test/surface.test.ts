import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";

test("exports exactly these names", () => {
  expectSurface(surface, [
    "FARTHEST",
    "StatisticsError",
    "betaCdf",
    "betaQuantile",
    "bootstrapIntervals",
    "holm",
    "isStatisticsError",
    "kendallCorrelation",
    "learningCurve",
    "mean",
    "monotone",
    "normalCdf",
    "normalQuantile",
    "pairedDifference",
    "pairedEffectSize",
    "pairedTTest",
    "pearsonCorrelation",
    "proportionInterval",
    "quantile",
    "ranks",
    "resampleWidening",
    "resampledMeans",
    "signFlipTest",
    "signedRankTest",
    "spearmanCorrelation",
    "standardDeviation",
    "standardError",
    "stratifiedEstimate",
    "stratifiedSampleSize",
    "studentTCdf",
    "studentTQuantile",
    "tInterval",
  ]);
});
