import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

const schemas = [
  "CleanLabelsNeededOptions",
  "EstimateNoiseOptions",
  "FindLabelIssuesOptions",
  "PixelQualityOptions",
  "SpatialFoldsOptions",
  "StratifiedNoiseRateOptions",
  "TransitionFromPairsOptions",
];

test("exports exactly these names", () => {
  const names = [
    ...schemas,
    "NoiseEstimationError",
    "assertLabelledPixels",
    "cleanLabelsNeeded",
    "confidentJoint",
    "confidentThresholds",
    "countJoint",
    "estimateNoise",
    "findLabelIssues",
    "isNoiseEstimationError",
    "jointCounter",
    "noiseModel",
    "outOfFold",
    "pixelQuality",
    "softMinimum",
    "spatialFolds",
    "stratifiedNoiseRate",
    "transitionFromPairs",
  ];
  expectSurface(surface, names.toSorted());
  expectSurface(options, schemas);
});
