import { expectSurface } from "@undercoat/test-utils";
import { test } from "vitest";
import * as surface from "../src/index.ts";
import * as options from "../src/options.ts";

test("the package exports exactly this", () => {
  expectSurface(surface, [
    "ActivationHistogramOptions",
    "ChannelSoftmaxOptions",
    "FreezeRule",
    "HistogramKlOptions",
    "LayerAnalysisError",
    "PlannedTuning",
    "activationDivergence",
    "activationHistogramKl",
    "batchNormDivergence",
    "channelDivergence",
    "channelGaussianKl",
    "channelSoftmaxKl",
    "ckaAccumulator",
    "ckaMatrix",
    "compareFeatures",
    "countDivergence",
    "draftFreezePlan",
    "encoderDecoderSummary",
    "exchangeGroups",
    "gaussianWeightKl",
    "gradientAgreement",
    "groupFeatures",
    "histogramWeightKl",
    "isLayerAnalysisError",
    "jensenShannonWeights",
    "labelGradients",
    "layerStudy",
    "layerWeightsOf",
    "linearCkaDistance",
    "pixelGradients",
    "rankAgreement",
    "ratioToNull",
    "relativeWeightChange",
    "symmetricMeasure",
    "weightDivergence",
  ]);
});

test("the options subpath exports exactly this", () => {
  expectSurface(options, [
    "ActivationHistogramOptions",
    "ChannelSoftmaxOptions",
    "FreezeRule",
    "HistogramKlOptions",
    "PlannedTuning",
  ]);
});
