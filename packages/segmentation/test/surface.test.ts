import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as node from "../src/node.ts";
import * as options from "../src/options.ts";
import * as testing from "../src/testing.ts";

test("exports exactly these names", () => {
  expectSurface(surface, [
    "ImportOptions",
    "KEY_DIALECTS",
    "KEY_PREFIXES",
    "ModelDescription",
    "SegmentationError",
    "adaptFirstConvolution",
    "applyFreezePlan",
    "argmax",
    "importStateDict",
    "initialise",
    "isSegmentationError",
    "modelCard",
    "modelFiles",
    "modelFromFiles",
    "predictLogits",
    "predictProbabilities",
    "resolveFreezePlan",
    "segmentationModel",
    "setWeights",
    "stateDict",
    "summariseModel",
    "tensorHashes",
    "transferWeights",
    "weightsOf",
  ]);
  expectSurface(node, ["exportWeights", "importWeights", "loadModel", "saveModel"]);
  expectSurface(options, ["ImportOptions"]);
  expectSurface(testing, ["describeEncoder"]);
});
