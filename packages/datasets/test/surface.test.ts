import { expectSurface } from "@undercoat/test-utils";
import { expect, test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

test("exports exactly these names", () => {
  expectSurface(surface, [
    "CheckSplitOptions",
    "ChoosePatchesOptions",
    "DatasetsError",
    "MakeSplitOptions",
    "Normalisation",
    "PatchOptions",
    "PercentileOptions",
    "SplitFile",
    "SyntheticSceneOptions",
    "checkSplit",
    "choosePatches",
    "computeNormalisation",
    "cutPatches",
    "dihedral",
    "dihedralSteps",
    "fewLabels",
    "fractionOfPatches",
    "gridPatches",
    "isDatasetsError",
    "loadScene",
    "makeSplit",
    "normalisedImage",
    "parseSplitFile",
    "patchDraws",
    "percentileNormalisation",
    "randomPatches",
    "sceneDataset",
    "sceneOf",
    "sensorNormalisation",
    "shuffledDraws",
    "shuffledPatches",
    "splitFile",
    "syntheticScene",
    "syntheticScenes",
    "syntheticScheme",
    "transformLabels",
  ]);
  expectSurface(options, [
    "CheckSplitOptions",
    "ChoosePatchesOptions",
    "MakeSplitOptions",
    "Normalisation",
    "PatchOptions",
    "PercentileOptions",
    "SplitFile",
    "SyntheticSceneOptions",
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
