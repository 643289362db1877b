import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";

test("exports exactly these names", () => {
  expectSurface(surface, [
    "StatisticsError",
    "betaCdf",
    "betaQuantile",
    "holm",
    "isStatisticsError",
    "kendallCorrelation",
    "mean",
    "pairedDifference",
    "pairedTTest",
    "pearsonCorrelation",
    "quantile",
    "ranks",
    "spearmanCorrelation",
    "standardDeviation",
    "standardError",
    "studentTCdf",
    "studentTQuantile",
    "tInterval",
  ]);
});
