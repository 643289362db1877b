import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

const schemas = [
  "CleanLabelsNeededOptions",
  "EnsembleIouOptions",
  "EstimateNoiseOptions",
  "FindLabelIssuesOptions",
  "LeastLabels",
  "ObjectQualityOptions",
  "PatchQualityOptions",
  "PixelQualityOptions",
  "SpatialFoldsOptions",
  "StratifiedNoiseRateOptions",
  "TransitionFromPairsOptions",
];

test("exports exactly these names", () => {
  const names = [
    ...schemas,
    "NoiseEstimationError",
    "assertEnoughLabels",
    "assertLabelledPixels",
    "cleanLabelsNeeded",
    "confidentJoint",
    "confidentThresholds",
    "contradictedPixels",
    "countJoint",
    "ensembleIou",
    "estimateNoise",
    "findLabelIssues",
    "isNoiseEstimationError",
    "jointCounter",
    "meanProbabilities",
    "noiseModel",
    "objectQuality",
    "outOfFold",
    "patchQuality",
    "pixelQuality",
    "softMinimum",
    "spatialBlocks",
    "spatialFolds",
    "stratifiedNoiseRate",
    "suggestUse",
    "suspiciousObjects",
    "transitionFromPairs",
  ];
  expectSurface(surface, names.toSorted());
  expectSurface(options, schemas);
});
