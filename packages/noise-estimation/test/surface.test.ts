import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

const schemas = ["FindLabelIssuesOptions", "PixelQualityOptions"];

test("exports exactly these names", () => {
  expectSurface(surface, [
    "FindLabelIssuesOptions",
    "NoiseEstimationError",
    "PixelQualityOptions",
    "assertLabelledPixels",
    "confidentJoint",
    "confidentThresholds",
    "countJoint",
    "findLabelIssues",
    "isNoiseEstimationError",
    "jointCounter",
    "noiseModel",
    "pixelQuality",
    "softMinimum",
  ]);
  expectSurface(options, schemas);
});
