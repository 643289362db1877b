import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";

test("exports exactly these names", () => {
  expectSurface(surface, [
    "StatisticsError",
    "betaCdf",
    "betaQuantile",
    "bootstrapIntervals",
    "holm",
    "isStatisticsError",
    "kendallCorrelation",
    "mean",
    "normalCdf",
    "normalQuantile",
    "pairedDifference",
    "pairedEffectSize",
    "pairedTTest",
    "pearsonCorrelation",
    "proportionInterval",
    "quantile",
    "ranks",
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
