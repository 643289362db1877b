import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

test("the package exports what it lists, and nothing else", () => {
  expectSurface(surface, [
    "Augmentation",
    "LayerOptions",
    "PredictionError",
    "TilingOptions",
    "augmentedPredictor",
    "classColours",
    "ensemblePredictor",
    "isPredictionError",
    "layersOf",
    "mapStrips",
    "mergePrediction",
    "modelPredictor",
    "openPrediction",
    "planPrediction",
    "predictionLayout",
    "rowPredictor",
    "runPrediction",
    "stopwatch",
  ]);
  expectSurface(options, ["Augmentation", "LayerOptions", "TilingOptions"]);
});
