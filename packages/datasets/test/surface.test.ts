import { expectSurface } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import * as surface from "../src/index.ts";
import * as node from "../src/node.ts";
import * as options from "../src/options.ts";

test("exports exactly these names", () => {
  expectSurface(surface, [
    "BandNoiseOptions",
    "CheckSplitOptions",
    "ChoosePatchesOptions",
    "DatasetsError",
    "MakeSplitOptions",
    "Normalisation",
    "PatchOptions",
    "PercentileOptions",
    "PhotometricOptions",
    "ShiftScaleRotateOptions",
    "SplitFile",
    "SyntheticSceneOptions",
    "UniformSamplerOptions",
    "augmentationSequence",
    "balancedSampler",
    "bandNoise",
    "batchesOf",
    "checkSplit",
    "choosePatches",
    "clipRegions",
    "computeNormalisation",
    "cutPatches",
    "dihedral",
    "dihedralSteps",
    "fewLabels",
    "flipRotate",
    "fractionOfPatches",
    "gridPatches",
    "imageSource",
    "isDatasetsError",
    "loadScene",
    "makeSplit",
    "memoryScene",
    "normalisedImage",
    "parseSplitFile",
    "patchDraws",
    "patchSequence",
    "percentileNormalisation",
    "photometric",
    "randomPatches",
    "scanNormalisation",
    "scanPatches",
    "sceneDataset",
    "sceneOf",
    "sceneSource",
    "sensorNormalisation",
    "shiftScaleRotate",
    "shuffledDraws",
    "shuffledPatches",
    "sourceDataset",
    "splitFile",
    "syntheticScene",
    "syntheticScenes",
    "syntheticScheme",
    "transformLabels",
    "uniformSampler",
    "weightedSampler",
  ]);
  expectSurface(options, [
    "BandNoiseOptions",
    "CheckSplitOptions",
    "ChoosePatchesOptions",
    "MakeSplitOptions",
    "Normalisation",
    "PatchOptions",
    "PercentileOptions",
    "PhotometricOptions",
    "ShiftScaleRotateOptions",
    "SplitFile",
    "SyntheticSceneOptions",
    "UniformSamplerOptions",
  ]);
});

test("a normalisation needs as many means as standard deviations", () => {
  const { error } = options.Normalisation.safeParse({ mean: [1, 2], standardDeviation: [1] });
  expect(error?.issues[0]?.message).toBe("mean and standardDeviation must have one number per band each");
  expect(options.Normalisation.parse({ mean: [1], standardDeviation: [2] })).toEqual({
    mean: [1],
    standardDeviation: [2],
  });
});

test("what needs Node.js is apart", () => {
  expectSurface(node, ["prefetchBatches"]);
});
