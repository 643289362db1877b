import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

const schemas = [
  "BoundaryBiasOptions",
  "CleanLabelsNeededOptions",
  "DecomposeLabelErrorOptions",
  "DetectBiasOptions",
  "EnsembleIouOptions",
  "EstimateNoiseOptions",
  "EstimateShiftOptions",
  "FindLabelIssuesOptions",
  "LeastLabels",
  "ObjectQualityOptions",
  "ObjectShiftsOptions",
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
    "boundaryBias",
    "cleanLabelsNeeded",
    "confidentJoint",
    "confidentThresholds",
    "contradictedPixels",
    "countJoint",
    "decomposeLabelError",
    "detectBias",
    "ensembleIou",
    "estimateNoise",
    "estimateShift",
    "findLabelIssues",
    "isNoiseEstimationError",
    "jointCounter",
    "meanProbabilities",
    "moransI",
    "noiseModel",
    "objectQuality",
    "objectShifts",
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
