import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as node from "../src/node.ts";

test("exports exactly these names", () => {
  expectSurface(surface, [
    "ModelDescription",
    "SegmentationError",
    "applyFreezePlan",
    "argmax",
    "initialise",
    "isSegmentationError",
    "modelFiles",
    "modelFromFiles",
    "predictLogits",
    "predictProbabilities",
    "resolveFreezePlan",
    "segmentationModel",
    "setWeights",
    "tensorHashes",
    "transferWeights",
    "weightsOf",
  ]);
  expectSurface(node, ["loadModel", "saveModel"]);
});
