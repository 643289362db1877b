import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

test("the package exports exactly this", () => {
  expectSurface(surface, [
    "HistogramKlOptions",
    "LayerAnalysisError",
    "encoderDecoderSummary",
    "gaussianWeightKl",
    "histogramWeightKl",
    "isLayerAnalysisError",
    "layerWeightsOf",
    "ratioToNull",
    "weightDivergence",
  ]);
});

test("the options subpath exports exactly this", () => {
  expectSurface(options, ["HistogramKlOptions"]);
});
